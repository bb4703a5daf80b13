"""From an address to district and town, with confidence and reason (地址归属)."""

from zhiquan.register.places.place import OUTSIDE, RULES, Place, clean_address, cleaned_in_sql, decided_place
from zhiquan.register.places.reading import read_place

__all__ = ["OUTSIDE", "RULES", "Place", "clean_address", "cleaned_in_sql", "decided_place", "read_place"]
