"""Indicators and forecasts (指标计算)."""
