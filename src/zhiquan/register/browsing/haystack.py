"""Finding words in titles and numbers of rights, all at once (文字查找)."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from zhiquan.basics.numbers import normalise_application, normalise_publication, publication_key
from zhiquan.register.browsing.columns import Flags

MANY = 5_000
_END = "\n"
_SIGNS = re.compile(r"[^0-9A-Z]+")
_OFFICE = re.compile(r"^(?:ZL|CN)(?=\d)")


@dataclass(frozen=True, slots=True)
class Haystack:
    """One line of text for each right (检索文本).

    Args:
        text: the lines, one after the other.
        starts: where each begins.
        lines: each by itself.
    """

    text: str
    starts: npt.NDArray[np.int64]
    lines: pa.Array

    def holding(self, needle: str) -> Flags:
        """Rights in whose line ``needle`` stands."""
        # the rest of the line is skipped, so that a line that holds it often is found once
        hits = re.finditer(re.escape(needle) + r"[^\n]*", self.text) if needle else iter(())
        places = [hit.start() for hit in islice(hits, MANY)]
        if len(places) == MANY:  # a word of most lines: looking through them one by one is quicker
            return np.asarray(pc.match_substring(self.lines, needle).to_numpy(zero_copy_only=False), np.bool_)
        found = np.zeros(len(self.starts), np.bool_)
        found[np.searchsorted(self.starts, np.array(places, np.int64), side="right") - 1] = True
        return found

    @property
    def nbytes(self) -> int:
        """Bytes of memory."""
        return sys.getsizeof(self.text) + self.starts.nbytes + int(self.lines.nbytes)


def haystack(lines: Sequence[str]) -> Haystack:
    """The lines as one text, each folded already."""
    sizes = np.fromiter(map(len, lines), np.int64, len(lines)) + 1
    starts = np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes)))[: len(lines)]
    return Haystack(_END.join(lines) + _END, starts, pa.array(lines, pa.string()))


def folded(text: str) -> str:
    """A text without the differences readers do not see: ``folded("ＡBC 电池")`` is ``"abc电池"``."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return "".join(plain.split()).casefold()


def number_key(text: str) -> str:
    """A number's letters and digits only: ``number_key("202010566088.9")`` is ``"2020105660889"``."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return _SIGNS.sub("", plain.upper())


def number_readings(word: str) -> list[str]:
    """What to look for among number keys for a number in any spelling; nothing for a word without digits.

    Returns:
        ``number_readings("ZL202010566088.9")`` is ``["2020105660889"]``; a publication is looked for without its
        kind code too: ``number_readings("CN111639036B")`` is ``["111639036", "111639036B"]``.
    """
    if not any(character.isdigit() for character in word):
        return []
    plain = _OFFICE.sub("", number_key(word))
    application, publication = normalise_application(word), normalise_publication(word)
    keys = {plain, number_key(application) if application else plain}
    key = publication_key(publication) if publication else None
    return sorted(keys | ({key.removeprefix("CN")} if key else set()))
