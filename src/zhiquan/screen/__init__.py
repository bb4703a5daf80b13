"""Detectors (筛查)."""
