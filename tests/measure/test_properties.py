"""What must hold of every figure, on random registers (指标的性质)."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from deep import times
from factory import actor, load, register
from measure.asking import HOME, KNOWLEDGE, invention, measuring, people
from zhiquan.register.batches import Register

FIRST = date(2018, 1, 1)
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
"""A register takes a second to make: failing cases are shown as found."""

COUNTED = [name for name in KNOWLEDGE.ids("indicators") if name != "ip_protection_satisfaction"]

days = st.integers(0, 365 * 8).map(lambda n: FIRST + timedelta(days=n))
inventions = st.builds(
    lambda granted, lapsed, region, town, ipc: {
        "granted_on": granted,
        "filed_on": granted - timedelta(days=500),
        "region": region,
        "town": town if region == HOME else None,
        "ipc": [ipc],
        "events": [] if lapsed is None else [{"event": "lapsed_fee", "effective": granted + timedelta(days=lapsed)}],
    },
    days,
    st.none() | st.integers(1, 3000),
    st.sampled_from([HOME, HOME, HOME, "500102", None]),
    st.sampled_from(["500115001", "500115002", None]),
    st.sampled_from(["G06F 21/00", "C21D 9/00", "H01M 10/05"]),
)
pledges = st.builds(
    lambda day, amount: {"registered_on": day, "amount": amount, "region": HOME, "right_kind": "invention_patent"},
    st.none() | days,
    st.none() | st.integers(1, 10**8),
)
titles = st.builds(
    lambda day, level, who: {
        "kind": "advantage_enterprise",
        "from": day,
        "level": level,
        "holder": who,
        "region": HOME,
    },
    days,
    st.sampled_from(["city", "national", "district"]),
    st.sampled_from(["甲", "乙", "丙"]),
)
registers = st.fixed_dictionaries(
    {
        "rights": st.lists(inventions, min_size=1, max_size=8),
        "pledges": st.lists(pledges, max_size=5),
        "titles_awards": st.lists(titles, max_size=5),
    }
)


def loaded(root: str, given_rows: dict[str, list[dict[str, Any]]]) -> Register:
    made = register(Path(root) / "lake")
    rows: dict[str, list[dict[str, Any]]] = {"series": [people(1000 + year, year) for year in range(2017, 2026)]}
    rows["rights"] = [invention(n, **row) for n, row in enumerate(given_rows["rights"], 1)]
    rows["pledges"] = [{"number": f"Y{n}"} | row for n, row in enumerate(given_rows["pledges"])]
    rows["titles_awards"] = [{"number": f"T{n}"} | row for n, row in enumerate(given_rows["titles_awards"])]
    load(made, {kind: listed for kind, listed in rows.items() if listed})
    return made


@settings(max_examples=times(6, 40), deadline=None, phases=QUICK)
@given(registers, days)
def test_a_figure_is_the_number_of_its_rows_and_rows_in_and_out_are_all_candidates(
    rows: dict[str, list[dict[str, Any]]], day: date
) -> None:
    with tempfile.TemporaryDirectory() as root, measuring(loaded(root, rows)) as asked:
        for figure in asked.figures(COUNTED, [day]):
            records = asked.records(figure.indicator, day)
            taken = [row for row in records if row["counts"]]
            left = [row for row in records if not row["counts"]]
            assert len({row["id"] for row in records}) == len(records) == len(taken) + len(left)
            assert all(row["reasons"] for row in records)
            if figure.numerator is None:
                assert not taken
            elif figure.indicator == "pledge_amount":
                assert figure.numerator == sum(row["amount"] for row in taken)
            else:
                assert figure.numerator == len(taken)
            groups = [row["counted"] for row in asked.breakdown(figure.indicator, day, "town")]
            if figure.indicator not in {"pledge_amount", "geographical_indications", "advantage_enterprises"}:
                assert sum(groups) == len(taken)


@settings(max_examples=times(4, 25), deadline=None, phases=QUICK)
@given(registers, days, days)
def test_one_more_valid_right_never_lowers_a_stock(
    rows: dict[str, list[dict[str, Any]]], day: date, granted: date
) -> None:
    with tempfile.TemporaryDirectory() as root:
        made = loaded(root, rows)
        names = ["invention_patents", "invention_patents_per_10k", "high_value_patents"]
        with measuring(made) as asked:
            before = asked.figures(names, [day])
        load(made, {"rights": [invention(99, granted_on=granted, ipc=["G06F 21/00"])]}, day=2, name="more")
        with measuring(made) as asked:
            after = asked.figures(names, [day])
        for old, new in zip(before, after, strict=True):
            if old.value is not None:
                assert new.value is not None
                assert new.value >= old.value


@settings(max_examples=times(3, 20), deadline=None, phases=QUICK)
@given(registers, st.lists(registers, min_size=1, max_size=2), days, st.booleans())
def test_an_answer_at_an_old_snapshot_never_changes_whatever_comes_or_goes(
    rows: dict[str, list[dict[str, Any]]], more: list[dict[str, list[dict[str, Any]]]], day: date, takes_back: bool
) -> None:
    with tempfile.TemporaryDirectory() as root:
        made = loaded(root, rows)
        snapshot = made.home.current().id
        with measuring(made, snapshot=snapshot) as asked:
            before = asked.figures(COUNTED, [day])
        for number, batch in enumerate(more):
            listed = [invention(100 * (number + 1) + n, **row) for n, row in enumerate(batch["rights"])]
            done = load(made, {"rights": listed}, day=number + 2, name=f"later{number}")
        if takes_back:
            made.undo(done.batch, actor=actor(20))
        with measuring(made, snapshot=snapshot) as asked:
            assert asked.figures(COUNTED, [day]) == before


@settings(max_examples=times(3, 20), deadline=None, phases=QUICK)
@given(registers, st.lists(days, min_size=2, max_size=6, unique=True))
def test_a_series_says_on_each_day_what_the_figure_says(
    rows: dict[str, list[dict[str, Any]]], asked_days: list[date]
) -> None:
    with tempfile.TemporaryDirectory() as root, measuring(loaded(root, rows)) as asked:
        series = asked.figures(COUNTED, sorted(asked_days))
    with tempfile.TemporaryDirectory() as root, measuring(loaded(root, rows)) as asked:
        single = [asked.figure(name, day) for name in COUNTED for day in sorted(asked_days)]
    assert [(one.indicator, one.day, one.value) for one in series] == [
        (one.indicator, one.day, one.value) for one in single
    ]
