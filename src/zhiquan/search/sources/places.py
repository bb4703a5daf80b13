"""Names of districts and towns, to look for them by name (地名)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from zhiquan.basics.errors import NotFound
from zhiquan.knowledge.regions_codes import find_region
from zhiquan.knowledge.regions_districts import district


@lru_cache(maxsize=50_000)
def place_names(region: str | None, town: str | None, overlay: Path | None = None) -> str:
    """The names of a district and town: ``place_names("500115", "500115001")`` is ``重庆市长寿区 凤城街道``."""
    code = region or (town or "")[:6]
    if not code:
        return ""
    try:
        names = [find_region(code, overlay).full_name]
    except NotFound:
        return ""
    if town:
        found = next((one for one in district(code, overlay).towns if one.code == town), None)
        names += [found.name, *found.aliases] if found else []
    return " ".join(names)
