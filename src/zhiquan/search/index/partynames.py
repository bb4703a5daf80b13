"""Ids and names of parties by the numbers they are counted by (主体名称对照)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyarrow import feather

from zhiquan.search.index.record import party_code

_SHAPE = pa.schema([("code", pa.int64()), ("id", pa.string()), ("name", pa.string())])


class PartyNames:
    """Parties numbered from 0 as they are met; a number belongs to one index and those made from it.

    Args:
        table: columns ``code, id, name``, row by row in order of the numbers.
    """

    def __init__(self, table: pa.Table) -> None:
        self._codes = np.asarray(table["code"].to_numpy())
        self._ids = _one_array(table["id"])
        self._names = _one_array(table["name"])
        self._numbers: dict[str, int] = {}
        self._order: npt.NDArray[np.int64] | None = None
        """Numbers in order of the codes, once a code is looked for."""

        self._told: dict[int, tuple[str, str]] = {}
        """Id and name of the parties that are new or have another name."""

        self._told_codes: dict[int, int] = {}

    @classmethod
    def read(cls, file: Path) -> PartyNames:
        """The names of a file.

        Raises:
            FileNotFoundError: it is not there.
        """
        return cls(feather.read_table(file, memory_map=True))

    @classmethod
    def empty(cls) -> PartyNames:
        """No names."""
        return cls(_SHAPE.empty_table())

    def __len__(self) -> int:
        """How many parties are numbered."""
        return max(len(self._ids), len(self._numbers))

    def number(self, party: str, name: str) -> int:
        """The number of a party, a new one when it is met first; a later name takes the place of an earlier one."""
        if not self._numbers:
            self._numbers = {known: number for number, known in enumerate(self._ids.to_pylist())}
        number = self._numbers.setdefault(party, len(self._numbers))
        if self.of(number) != (party, name):
            self._told[number] = party, name
            self._told_codes[party_code(party)] = number
        return number

    def of(self, number: int) -> tuple[str, str]:
        """Id and name of a number; both empty when nobody has it."""
        if number in self._told:
            return self._told[number]
        if not 0 <= number < len(self._ids):
            return "", ""
        return self._ids[number].as_py(), self._names[number].as_py()

    def of_code(self, code: int) -> tuple[str, int]:
        """Id and number of the party of a code, as :func:`party_code` makes it; ``("", -1)`` when nobody has it."""
        number = self._told_codes.get(code)
        if number is not None:
            return self._told[number][0], number
        if self._order is None:
            self._order = np.argsort(self._codes)
        place = int(np.searchsorted(self._codes, code, sorter=self._order))
        if place == len(self._order) or self._codes[self._order[place]] != code:
            return "", -1
        number = int(self._order[place])
        return self._ids[number].as_py(), number

    def write(self, file: Path) -> None:
        """Write all names; the file of an index that shares it is not touched."""
        if file.exists() and not self._told:
            return
        rows = dict(enumerate(zip(self._ids.to_pylist(), self._names.to_pylist(), strict=True))) | self._told
        listed = [rows[number] for number in range(len(rows))]
        codes = [*self._codes.tolist(), *(party_code(party) for party, _ in listed[len(self._codes) :])]
        table = pa.table([codes, [party for party, _ in listed], [name for _, name in listed]], schema=_SHAPE)
        file.unlink(missing_ok=True)
        feather.write_feather(table, file, compression="lz4")


def _one_array(column: pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
