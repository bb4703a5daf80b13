"""The model of legal events: what leads where, on which day, and what never happens."""

from __future__ import annotations

import numpy as np
import pytest

from zhiquan.knowledge.catalogue import load_knowledge
from zhiquan.knowledge.legal_events import LegalEvent, LegalStatus, build_event_model

LAW = load_knowledge()
MODEL = LAW.event_model


def replay(*events: str) -> str:
    """The status after events given in the order they take effect."""
    status = "none"
    for event in events:
        status = MODEL.after(status, event)
    return status


@pytest.mark.parametrize(
    ("events", "status"),
    [
        ((), "none"),
        (("filed", "published", "examination_entered"), "pending"),
        (("filed", "granted"), "in_force"),
        (("filed", "refused"), "refused"),
        (("filed", "refused", "granted"), "in_force"),
        (("filed", "deemed_withdrawn", "restored", "granted"), "in_force"),
        (("granted", "lapsed_fee"), "lapsed_fee"),
        (("granted", "lapsed_fee", "restored"), "in_force"),
        (("granted", "term_end", "restored"), "expired"),
        (("granted", "abandoned", "restored"), "abandoned"),
        (("granted", "withdrawn"), "in_force"),
        (("granted", "refused"), "in_force"),
        (("granted", "invalidated_partial", "lapsed_fee"), "lapsed_fee"),
        (("granted", "invalidated_partial", "term_end"), "expired"),
        (("granted", "pledged", "transferred", "licence_recorded", "suspended"), "in_force"),
        (("filed", "preliminarily_published", "opposed", "registered"), "in_force"),
        (("registered", "term_end", "renewed"), "in_force"),
        (("registered", "narrowed"), "in_force_partial"),
        (("registered", "revoked", "renewed"), "revoked"),
        (("registered", "term_end", "deregistered"), "deregistered"),
        (("granted", "ended_stated"), "ended"),
    ],
)
def test_where_a_row_of_events_ends(events: tuple[str, ...], status: str) -> None:
    assert replay(*events) == status


def test_full_invalidation_after_lapse_ends_in_invalidated_from_grant() -> None:
    # its effect goes back to grant, so it is replayed before the lapse, and the lapse cannot leave it
    assert replay("filed", "granted", "invalidated_full", "lapsed_fee", "restored", "term_end") == "invalidated"
    assert MODEL.ab_initio[MODEL.event_code("invalidated_full")]
    assert not MODEL.ab_initio[MODEL.event_code("lapsed_fee")]


def test_only_a_reversal_leaves_invalidated() -> None:
    row = MODEL.transition[MODEL.status_code("invalidated")]
    leaving = {MODEL.events[code] for code in np.flatnonzero(row >= 0)}
    assert leaving == {"invalidation_reversed"}
    assert replay("granted", "invalidated_full", "invalidation_reversed", "lapsed_fee") == "lapsed_fee"


def test_restoration_leaves_three_statuses_only() -> None:
    column = MODEL.transition[:, MODEL.event_code("restored")]
    left = {MODEL.statuses[code] for code in np.flatnonzero(column >= 0)}
    assert left == {"lapsed_fee", "deemed_withdrawn", "deemed_abandoned"}


def test_arrays_have_the_shapes_the_kernel_reads() -> None:
    statuses, events = len(MODEL.statuses), len(MODEL.events)
    assert MODEL.statuses[0] == "none"
    assert MODEL.transition.shape == (statuses, events)
    assert MODEL.transition.dtype == np.dtype(np.int8)
    assert MODEL.order.shape == MODEL.single.shape == MODEL.ab_initio.shape == (events,)
    assert MODEL.transition.max() < statuses
    assert MODEL.transition.min() == -1


def test_once_in_a_life_events() -> None:
    single = {event for event, once in zip(MODEL.events, MODEL.single, strict=True) if once}
    assert {"filed", "published", "granted", "registered", "term_end"} <= single
    assert not {"lapsed_fee", "restored", "renewed", "pledged", "invalidated_full"} & single


def test_on_one_day_grant_comes_before_invalidation_and_term_end_before_renewal() -> None:
    place = dict(zip(MODEL.events, MODEL.order.tolist(), strict=True))
    assert place["filed"] < place["granted"] < place["invalidated_full"] < place["lapsed_fee"] < place["restored"]
    assert place["term_end"] < place["renewed"]
    assert place["invalidated_full"] == place["invalidation_reversed"]  # then the day announced decides


@pytest.mark.parametrize("declared", ["invalidated_full", "invalidated_partial"])
def test_a_reversal_announced_on_the_same_day_comes_after_the_invalidation(declared: str) -> None:
    # equal order on purpose: an invalidation announced after the reversal must win; on one day the code decides
    assert MODEL.event_code(declared) < MODEL.event_code("invalidation_reversed")
    assert replay("granted", declared, "invalidation_reversed") == "in_force"


def test_every_status_can_be_reached_and_overlays_change_none() -> None:
    assert set(range(1, len(MODEL.statuses))) <= set(MODEL.transition.ravel().tolist())
    assert all(not event.moves for event in LAW.all(LegalEvent) if event.overlay)


def test_flags_that_open_also_close() -> None:
    flags = {(event.overlay.flag, event.overlay.does) for event in LAW.all(LegalEvent) if event.overlay}
    assert {flag for flag, does in flags if does == "open"} == {flag for flag, does in flags if does == "close"}


def test_codes_do_not_depend_on_the_order_given() -> None:
    statuses, events = LAW.all(LegalStatus), LAW.all(LegalEvent)
    again = build_event_model(statuses[::-1], events[::-1])
    assert (again.statuses, again.events) == (MODEL.statuses, MODEL.events)
    assert np.array_equal(again.transition, MODEL.transition)
