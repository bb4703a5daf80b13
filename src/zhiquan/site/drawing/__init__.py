"""The drawings of the site as markup made on the server, without Django (图形).

Every function is pure and returns a ``Drawing``: texts escaped, no inline style, no script, no outside address.
"""

from zhiquan.site.drawing.bars import Bar, bars, fold
from zhiquan.site.drawing.beam import beam
from zhiquan.site.drawing.beam_scale import BeamFigures
from zhiquan.site.drawing.beam_words import beam_sentence
from zhiquan.site.drawing.calendar import Month, month_calendar
from zhiquan.site.drawing.card import card_chart
from zhiquan.site.drawing.columns import Column, columns
from zhiquan.site.drawing.fonts import missing_font
from zhiquan.site.drawing.icons import ICONS, empty_art, icon, logo
from zhiquan.site.drawing.markup import Drawing
from zhiquan.site.drawing.path import Ahead, DayValue, Path, path_sentence, path_table
from zhiquan.site.drawing.table_csv import table_csv
from zhiquan.site.drawing.wide import warm_up, wide_chart

__all__ = [
    "ICONS",
    "Ahead",
    "Bar",
    "BeamFigures",
    "Column",
    "DayValue",
    "Drawing",
    "Month",
    "Path",
    "bars",
    "beam",
    "beam_sentence",
    "card_chart",
    "columns",
    "empty_art",
    "fold",
    "icon",
    "logo",
    "missing_font",
    "month_calendar",
    "path_sentence",
    "path_table",
    "table_csv",
    "warm_up",
    "wide_chart",
]
