from __future__ import annotations

from zhiquan.register.intake.values.places import place_codes, series_places

REGIONS = {"长寿区": "500115"}
TOWNS = {"凤城街道": "500115001"}


def test_codes_are_cut_and_names_looked_up() -> None:
    assert place_codes(["500115", "500115001000", "长寿区", "某区", None], digits=6, named=REGIONS.get).values == [
        "500115", "500115", "500115", None, None]  # fmt: skip


def test_statistics_without_a_place_are_about_home_but_an_unknown_place_is_not() -> None:
    cells = ["长寿区", "凤城街道", None, "某区", "500000"]
    read = series_places(cells, region=REGIONS.get, town=TOWNS.get, home="500115")
    assert read.values == ["500115", "500115001", "500115", None, "500000"]
