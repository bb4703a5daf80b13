"""Whether the machine has letters for Chinese (中文字体).

A browser draws the charts with the reader's own fonts. The converter measures texts, and makes pictures for Word,
with the fonts of the machine it runs on.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from zhiquan.basics.words import Words

_CHINESE = re.compile(
    r"cjk|sourcehan|(noto|source)(sans|serif)(sc|tc|hk)|wqy|wenquanyi|droidsansfallback|harmonyos|pingfang|hiragino|"
    r"songti|stsong|heiti|simsun|simhei|simkai|simfang|msyh|yahei|dengxian|\bdeng|uming|ukai|arphic",
    re.IGNORECASE,
)
_ENDINGS = frozenset({".ttf", ".ttc", ".otf", ".otc"})

MISSING = Words(
    "本机没有中文字体：网页图表不受影响，Word 和图片中的汉字会显示为方框。请安装任一中文字体，例如 fonts-noto-cjk。",
    "This machine has no Chinese font: charts on pages are fine, but Chinese in Word files and pictures becomes boxes. "
    "Install any Chinese font, such as fonts-noto-cjk.",
)


@cache
def missing_font() -> Words | None:
    """What to tell the office when the machine has no Chinese font; None when it has one (缺少中文字体).

    The font folders of the system are looked through once a run.
    """
    return None if holds_chinese(font_folders()) else MISSING


def holds_chinese(folders: Iterable[Path]) -> bool:
    """Whether a font file under the folders bears the name of a Chinese face; absent folders hold none."""
    files = (file for folder in folders if folder.is_dir() for file in folder.rglob("*"))
    return any(file.suffix.lower() in _ENDINGS and _CHINESE.search(file.name) for file in files)


def font_folders() -> tuple[Path, ...]:
    """Where this system keeps fonts: the XDG data folders, and those of Windows and macOS where they exist."""
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    own = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local/share")
    folders = [Path(place) / "fonts" for place in (own, *shared.split(":")) if place]
    folders += [Path.home() / ".fonts", Path("/System/Library/Fonts"), Path("/Library/Fonts")]
    windows = os.environ.get("WINDIR")
    return (*folders, *([Path(windows) / "Fonts"] if windows else []))
