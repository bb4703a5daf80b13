"""Places of many rows at once: what is stated, what a person decided, else what the address says (归属列)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from zhiquan.register.places.place import Place, clean_address

Mask = npt.NDArray[np.bool_]
SCORE = pa.decimal128(28, 6)
_NOTHING = pa.scalar(None, pa.string())


@dataclass(frozen=True, slots=True)
class PlaceRule:
    """What derivation needs to place addresses.

    Args:
        read: the rule, :func:`~zhiquan.register.places.read_place` of an overlay.
        decided: cleaned address to the place a person decided.
    """

    read: Callable[[str], Place]
    decided: Mapping[str, Place]

    def of(self, printed: str) -> Place:
        """The place of one address: decided, else read."""
        if self.decided:
            found = self.decided.get(clean_address(printed))
            if found is not None:
                return found
        return self.read(printed)


@dataclass(frozen=True, slots=True)
class Placed:
    """Columns of the same length: codes as texts, score 0 to 1, short code of the rule."""

    region: pa.Array
    town: pa.Array
    score: pa.Array
    reason: pa.Array


def placed(*, region: pa.Array, town: pa.Array, address: pa.Array, is_decided: Mask, rule: PlaceRule) -> Placed:
    """Fill region and town from addresses (补全区划).

    In this order: a value decided for the row itself, a place decided for its address, a region or town a source
    states, the rule. A town read from the address joins a stated region it lies in.

    Args:
        region: six-digit codes as believed; null or empty where none is stated.
        town: nine-digit codes alike.
        address: as printed; null where none is stated.
        is_decided: True where the region or town is a person's decision on that row.
        rule: the reading.

    Returns:
        Columns as long as ``region``. Of an address that is stated nowhere all four are null.
    """
    coded = address.dictionary_encode()
    places = [rule.of(text) if text else None for text in coded.dictionary.to_pylist()]
    read = _columns(places, coded.indices)
    by_person = _true(pc.equal(read.reason, "decision"))
    region, town = _nonempty(region), _nonempty(town)
    region = pc.coalesce(region, pc.utf8_slice_codeunits(town, 0, 6))
    is_stated = pc.is_valid(region).to_numpy(zero_copy_only=False)
    keeps = pa.array(is_decided | (is_stated & ~by_person))
    inside = pc.equal(pc.utf8_slice_codeunits(read.town, 0, 6), region)
    joined = pc.coalesce(town, pc.if_else(pa.array(_true(inside)), read.town, _NOTHING))
    said = pa.array(np.where(is_decided, "decision", "stated"), pa.string())
    return Placed(
        region=pc.if_else(keeps, region, read.region),
        town=pc.if_else(keeps, pc.if_else(pa.array(is_decided), town, joined), read.town),
        score=pc.if_else(keeps, pa.scalar(1).cast(SCORE), read.score),
        reason=pc.if_else(keeps, said, read.reason),
    )


def _columns(places: list[Place | None], rows: pa.Array) -> Placed:
    def column(values: list[object], kind: pa.DataType) -> pa.Array:
        return pa.array(values, kind).take(rows)

    return Placed(
        region=column([place.region if place else None for place in places], pa.string()),
        town=column([place.town if place else None for place in places], pa.string()),
        score=column([place.confidence if place else None for place in places], SCORE),
        reason=column([place.rule if place else None for place in places], pa.string()),
    )


def _nonempty(codes: pa.Array) -> pa.Array:
    return pc.if_else(pa.array(_true(pc.equal(codes, ""))), _NOTHING, codes)


def _true(flags: pa.Array) -> Mask:
    return np.asarray(pc.fill_null(flags, pa.scalar(value=False)).to_numpy(zero_copy_only=False), dtype=np.bool_)
