"""Forecasts: what is known, a transparent model, a range, and what closes the gap (预测)."""

from zhiquan.measure.forecast.back_tests import BackTest, back_test
from zhiquan.measure.forecast.forecasting import forecast
from zhiquan.measure.forecast.gaps import Gap, gap
from zhiquan.measure.forecast.shapes import Forecast, Known, PathPoint, WhatIf

__all__ = ["BackTest", "Forecast", "Gap", "Known", "PathPoint", "WhatIf", "back_test", "forecast", "gap"]
