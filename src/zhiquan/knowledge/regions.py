"""Places: GB/T 2260 codes, the home district and its towns, places named in a text (行政区划)."""

from zhiquan.knowledge.regions_codes import Region, find_region
from zhiquan.knowledge.regions_districts import District, Town, Zone, check_districts, district
from zhiquan.knowledge.regions_named import PlaceNamed, places_named_in

__all__ = [
    "District",
    "PlaceNamed",
    "Region",
    "Town",
    "Zone",
    "check_districts",
    "district",
    "find_region",
    "places_named_in",
]
