"""Migrations of the API's tables (接口表迁移)."""
