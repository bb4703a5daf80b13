"""Accounts: sign-in, second factor, passwords, and their administration (账号)."""
