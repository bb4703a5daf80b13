"""Names of parties by the numbers they are counted by (主体名称对照)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import feather

from zhiquan.search.index.record import party_code

_SHAPE = pa.schema([("code", pa.int64()), ("id", pa.string()), ("name", pa.string())])


class PartyNames:
    """Id and name of each party by its number.

    Args:
        table: columns ``code, id, name`` in order of the codes.
    """

    def __init__(self, table: pa.Table) -> None:
        self._codes = np.asarray(table["code"].to_numpy())
        self._table = table
        self._new: dict[int, tuple[str, str]] = {}

    @classmethod
    def read(cls, file: Path) -> PartyNames:
        """The names of a file; none when it is not there."""
        return cls(feather.read_table(file, memory_map=True)) if file.exists() else cls.empty()

    @classmethod
    def empty(cls) -> PartyNames:
        """No names."""
        return cls(_SHAPE.empty_table())

    def note(self, parties: Iterable[tuple[str, str]]) -> None:
        """Remember ids and names; a later name takes the place of an earlier one."""
        for party, name in parties:
            self._new[party_code(party)] = (party, name)

    def of(self, code: int) -> tuple[str, str]:
        """Id and name of a number; both empty when nobody has it."""
        if code in self._new:
            return self._new[code]
        place = int(np.searchsorted(self._codes, code))
        if place == len(self._codes) or self._codes[place] != code:
            return "", ""
        return self._table["id"][place].as_py(), self._table["name"][place].as_py()

    def write(self, file: Path) -> None:
        """Write all names; the file of an index that shares it is not touched."""
        columns_read = [column.to_pylist() for column in self._table.columns]
        kept = {int(code): (party, name) for code, party, name in zip(*columns_read, strict=True)}
        rows = sorted((kept | self._new).items())
        columns = ([code for code, _ in rows], [one[0] for _, one in rows], [one[1] for _, one in rows])
        table = pa.table(dict(zip(_SHAPE.names, columns, strict=True)), schema=_SHAPE)
        file.unlink(missing_ok=True)
        feather.write_feather(table, file, compression="lz4")
