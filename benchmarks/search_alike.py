"""Records like a given one: of 200 real titles the share of the ten most alike that are of the same IPC subclass.

Only titles are read by any of the ways compared; the subclasses are kept aside to judge by. The weights of our way were
chosen on one draw of 200 titles; five further draws, without any of those titles, tell how it does on titles nobody
has looked at. Draws of 200 differ by more than the ways do, so all the other titles are asked for too, each by every
way: the difference title by title has a standard error that tells whether one way is above another.
"""

from __future__ import annotations

import csv
import gzip
import io
import math
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

import numpy as np
import rjieba
import tantivy

from abstracts import _FOLDER as FOLDER
from zhiquan.search.asking.names import Names
from zhiquan.search.index.partynames import PartyNames
from zhiquan.search.index.places import About
from zhiquan.search.index.record import Record
from zhiquan.search.index.schema import document, schema
from zhiquan.search.reach import Reach
from zhiquan.search.service import Finder
from zhiquan.search.text.folding import fold
from zhiquan.search.text.units import units

_FILE = FOLDER / "cn_title_ipc_multilabel" / "titles_ipc.csv.gz"
_TITLES, _NEAREST = 200, 10
_CHOSEN_ON = 20
_JUDGED_ON = (101, 102, 103, 104, 105)
"""Seeds of the draws of titles: of the one the weights were chosen on, and of those that judge."""


def alike() -> None:
    """Print the precision of each way, of each draw, and the mean and standard deviation of the draws that judge."""
    with gzip.open(_FILE) as packed:
        rows = list(csv.DictReader(io.TextIOWrapper(packed, "utf-8")))
    titles = [row["title"] for row in rows]
    subclasses = [set(row["ipc_subclasses"].split("|")) for row in rows]
    looked_at = random.Random(_CHOSEN_ON).sample(range(len(rows)), _TITLES)
    unseen = sorted(set(range(len(rows))) - set(looked_at))
    draws = [looked_at, *(random.Random(seed).sample(unseen, _TITLES) for seed in _JUDGED_ON)]

    def precision(nearest: Callable[[int], Sequence[int]], one: int) -> float:
        return sum(bool(subclasses[one] & subclasses[other]) for other in nearest(one)) / _NEAREST

    of_ours: np.ndarray[tuple[int], np.dtype[np.float64]] | None = None

    print(f"--- likeness of {len(titles):,} real titles, precision at {_NEAREST}: of {_TITLES} titles the weights were "
          f"chosen on; of {len(_JUDGED_ON)} times {_TITLES} others")  # fmt: skip
    for name, nearest in {
        "ours": ours(titles),
        "BM25 on characters": ranked([units(fold(title)) for title in titles]),
        "BM25 on words": ranked([list(rjieba.cut(fold(title))) for title in titles]),
    }.items():
        each_title = np.array([precision(nearest, one) for one in range(len(titles))])
        known, *judged = [float(each_title[draw].mean()) for draw in draws]
        each = " ".join(f"{one:.4f}" for one in judged)
        print(f"{name:<24}{known:.4f}   {each}   mean {np.mean(judged):.4f}, deviation {np.std(judged, ddof=1):.4f}; "
              f"of all {len(unseen):,} others {each_title[unseen].mean():.4f}", flush=True)  # fmt: skip
        if of_ours is None:
            of_ours = each_title
            continue
        above = (of_ours - each_title)[unseen]
        error = above.std(ddof=1) / math.sqrt(len(unseen))
        print(f"{'':<24}ours is above by {above.mean():.4f}, standard error {error:.4f}", flush=True)


def ours(titles: Sequence[str]) -> Callable[[int], Sequence[int]]:
    """The product's similar records."""
    index = tantivy.Index(schema())
    writer, names = index.writer(64_000_000, 1), PartyNames.empty()
    for place, title in enumerate(titles):
        writer.add_document(document(Record(str(place), "invention_patent", title), "made", names))
    writer.commit()
    index.reload()
    finder = Finder(index, About("made", "2024-06-01", {}, len(titles)), Names.load(None), names)
    return lambda place: [int(hit.id) for hit in finder.similar(str(place), Reach.everything(), limit=_NEAREST).hits]


def ranked(cut: Sequence[Sequence[str]]) -> Callable[[int], Sequence[int]]:
    """Plain BM25 (k1 1.2, b 0.75) over terms."""
    lengths = np.array([len(one) for one in cut], float)
    norms = 1.2 * (0.25 + 0.75 * lengths / lengths.mean())
    having: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for place, one in enumerate(cut):
        for term, count in Counter(one).items():
            having[term].append((place, count))
    told: dict[
        str, tuple[np.ndarray[tuple[int], np.dtype[np.int64]], np.ndarray[tuple[int], np.dtype[np.float64]]]
    ] = {}
    for term, rows in having.items():
        places, often = np.array([place for place, _ in rows]), np.array([count for _, count in rows], float)
        rare = math.log(1 + (len(cut) - len(rows) + 0.5) / (len(rows) + 0.5))
        told[term] = places, rare * often * 2.2 / (often + norms[places])

    def nearest(place: int) -> Sequence[int]:
        scores = np.zeros(len(cut))
        for term, count in Counter(cut[place]).items():
            places, weights = told[term]
            scores[places] += count * weights
        scores[place] = -1
        best: list[int] = np.argsort(-scores, kind="stable")[:_NEAREST].tolist()
        return best

    return nearest


if __name__ == "__main__":
    alike()
