"""Search: speed, recall, size, building and likeness, beside what one would use otherwise, in one run.

    python benchmarks/search.py                       # 200,000 synthetic abstracts, the real set, 200 real titles
    python benchmarks/search.py --documents 5000000   # building and answering at size; peers and likeness left out

Every question goes through ``Finder.find`` with ten marked hits and all facets; peers return their count and ten rows
with a snippet, without facets.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import rjieba
import tantivy

from abstracts import _FILE as REAL
from abstracts import pair_model
from search_alike import alike
from zhiquan.basics.settling import settle
from zhiquan.search.asking.names import Names
from zhiquan.search.asking.question import Question
from zhiquan.search.index.building import Drafting
from zhiquan.search.index.places import SearchHome, about_of
from zhiquan.search.index.record import Record
from zhiquan.search.reach import Reach
from zhiquan.search.service import Finder
from zhiquan.search.text.folding import fold, meet_usual

DAY = date(2024, 6, 1)
_KINDS = ("invention_patent", "utility_model", "design_patent", "trademark")
_STATUSES = (("in_force", "in_force"), ("lapsed_fee", "ended"), ("expired", "ended"), ("pending", "pending"))
_MADE_AT_MOST = 200_000
_SAMPLE = 200
_WARMING = 5


def records(texts: Iterable[str], *, start: int = 0) -> Iterator[Record]:
    """Texts as records with made-up facets: 4 kinds, 4 statuses, 40 years, 600 subclasses, 20,000 holders."""
    towns = [f"5001151{town:02d}" for town in range(19)]
    days = [date(1985 + year, 1, 2) for year in range(40)]
    subclasses = [f"{'ABCDEFGH'[n % 8]}{n // 8 % 25 + 1:02d}{'ABC'[n // 200]}" for n in range(600)]
    for place, text in enumerate(texts, start):
        status, group = _STATUSES[place % 4]
        subclass = subclasses[place % 600]
        party, town, day = f"party:n-{place * 7919 % 20_000}", towns[place % 19], days[place * 13 % 40]
        yield Record(
            id=f"patent:CN{place}",
            kind=_KINDS[place * 31 % 4],
            title=text[:18],
            texts={"abstract": text, "holder": f"演示{party[8:]}号公司"},
            tokens={"ipc": [subclass, subclass[:3], subclass[0]], "status": [status], "group": [group], "town": [town]},
            days={"day": day, "filed": day},
            sees=["public"],
            parties=[(party, party)],
            public_parties=[(party, party)],
        )


def texts_of(count: int) -> list[str]:
    """Synthetic abstracts; beyond 200,000 the halves of two of them are put together anew."""
    made = pair_model().texts(min(count, _MADE_AT_MOST), seed=7)
    chance = np.random.default_rng(8)
    while len(made) < count:
        one, other = chance.integers(0, _MADE_AT_MOST, 2)
        made.append(made[one][: len(made[one]) // 2] + made[other][len(made[other]) // 2 :])
    return made


def words_of(texts: Sequence[str], size: int) -> list[str]:
    """Different words of a size that stand in at least two of 4,000 texts chosen by chance.

    Words are those of the dictionary, and of four characters also two of two side by side.
    """
    chance = np.random.default_rng(3)
    chosen = [texts[place] for place in chance.integers(0, len(texts), 4_000)]
    found: dict[str, int] = {}
    for text in chosen:
        words = rjieba.cut(text)
        joined = [one + other for one, other in pairwise(words) if len(one) == len(other) == 2 and size == 4]
        for word in {word for word in (*words, *joined) if len(word) == size and _is_chinese(word)}:
            found[word] = found.get(word, 0) + 1
    often = sorted(word for word, count in found.items() if count >= 2)
    return [often[place] for place in chance.permutation(len(often))[:_SAMPLE]]


def stretches_of(texts: Sequence[str], size: int) -> list[str]:
    """Stretches of Chinese characters of a size, wherever they stand: frequent ones come up most."""
    chance = np.random.default_rng(5)
    found: list[str] = []
    while len(found) < _SAMPLE:
        text = texts[int(chance.integers(0, len(texts)))]
        begin = int(chance.integers(0, max(1, len(text) - size)))
        part = text[begin : begin + size]
        if len(part) == size and _is_chinese(part):
            found.append(part)
    return found


def _is_chinese(text: str) -> bool:
    return all("\u4e00" <= one <= "\u9fff" for one in text)


def times(ask: Callable[[str], object], queries: Sequence[str]) -> str:
    """Median and 95th percentile in milliseconds, by the clock and of the processor.

    Each is asked once, so that nothing kept of an earlier answer helps; the first five only warm up.
    """
    for query in queries[:_WARMING]:
        ask(query)
    taken = []
    for query in queries[_WARMING:]:
        begin, worked = time.perf_counter(), time.thread_time()
        ask(query)
        taken.append(((time.perf_counter() - begin) * 1e3, (time.thread_time() - worked) * 1e3))
    (half, cpu_half), (most, cpu_most) = np.percentile(taken, 50, axis=0), np.percentile(taken, 95, axis=0)
    return f"p50 {half:7.2f} ms   p95 {most:7.2f} ms   (processor {cpu_half:6.2f}, {cpu_most:6.2f})"


def built(room: Path, texts: Sequence[str]) -> tuple[SearchHome, Finder]:
    """Our index of the texts, with what building took."""
    home = SearchHome(room / "ours")
    home.root.mkdir()
    begin, worked = time.perf_counter(), time.process_time()
    draft = Drafting(home.draft(), lambda *_: None, expected=len(texts))
    draft.add("made", records(texts))
    place = home.put(draft.folder, about_of("made", DAY, {}, draft.finish()))
    taken, cpu = time.perf_counter() - begin, time.process_time() - worked
    size, base = place.size, sum(len(text.encode()) for text in texts)
    rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"ours: built {len(texts):,} in {taken:.1f} s = {len(texts) / taken:,.0f}/s; {size / 1e6:.0f} MB = "
          f"{size / base:.2f} of the abstracts; processor {cpu / len(texts) * 1e6:.0f} us a document; "
          f"peak memory {rss:,.0f} MB, the texts with it")  # fmt: skip
    return home, Finder.open(place, Names.load(None))


def grown(home: SearchHome, texts: Sequence[str]) -> None:
    """A thousand records more, until they are found."""
    base = home.newest()
    assert base is not None
    begin, worked = time.perf_counter(), time.process_time()
    draft = Drafting(home.draft(base), lambda *_: None)
    draft.add("made", records((f"演示新增条目{text}" for text in texts[:1_000]), start=len(texts)))
    place = home.put(draft.folder, about_of("more", DAY, {}, draft.finish()))
    seen = Finder.open(place, Names.load(None)).find(Question("演示新增条目", facets=()), Reach.everything()).total
    print(f"ours: 1,000 more visible ({seen}) after {time.perf_counter() - begin:.2f} s, processor "
          f"{time.process_time() - worked:.2f} s")  # fmt: skip


def asked(finder: Finder, texts: Sequence[str], kinds: dict[str, list[str]]) -> None:
    """Our answers: how fast, and, of at most 200,000 texts, whether all that hold a stretch are found."""
    meet_usual()  # all three as a server's process does when it starts
    finder.warm()
    settle()
    reach = Reach.everything()
    for name, queries in kinds.items():
        questions = {query: Question(query, with_synonyms=False, may_loosen=False) for query in queries}
        told = times(lambda query: finder.find(questions[query], reach), list(questions))  # noqa: B023 - used at once
        sizes = [finder.count(question, reach) for question in questions.values()]
        print(f"ours  {name:<24}{told}   found {int(np.median(sizes)):,} (median), {max(sizes):,} (most)")
    if len(texts) > _MADE_AT_MOST:
        return
    folded = [fold(text).replace(" ", "") for text in texts]  # width and way of writing make no difference
    missed = extra = 0
    for word in [*kinds["two characters"][:40], *kinds["four, by occurrence"][:40]]:
        wanted = {f"patent:CN{place}" for place, text in enumerate(folded) if fold(word) in text}
        found = set(finder.ids(Question(f'AB:"{word}"'), reach))
        missed, extra = missed + len(wanted - found), extra + len(found - wanted)
    print(f"ours: against a scan of 80 words and stretches {missed} records missed, {extra} too many")


def kinds_of(texts: Sequence[str]) -> dict[str, list[str]]:
    """The queries of each kind."""
    two, four = words_of(texts, 2), words_of(texts, 4)
    return {
        "two characters": two,
        "four characters": four,
        "one character": [word[0] for word in two],
        "boolean": [f"{one} {other} -{third}" for one, other, third in zip(two, two[1:], two[2:], strict=False)],
        "field": [f"AB:{word} AD:2000..2010" for word in two],
        "two, by occurrence": stretches_of(texts, 2),
        "four, by occurrence": stretches_of(texts, 4),
    }


def sqlite(texts: Sequence[str], room: Path, *, by_pairs: bool) -> tuple[Callable[[str], Any], str]:
    """SQLite's full text by trigrams, or by pairs cut beforehand."""
    base = sqlite3.connect(room / f"fts-{by_pairs}.sqlite3")
    begin = time.perf_counter()
    base.execute(f"CREATE VIRTUAL TABLE t USING fts5(a, tokenize='{'unicode61' if by_pairs else 'trigram'}')")
    rows = ((_pairs(text) if by_pairs else text,) for text in texts)
    base.executemany("INSERT INTO t VALUES (?)", rows)
    base.commit()
    note = f"built in {time.perf_counter() - begin:.1f} s"

    def ask(word: str) -> Any:  # noqa: ANN401 - rows of the database
        if by_pairs or len(word) > 2:
            match = '"' + (_pairs(word) if by_pairs else word) + '"'
            found = base.execute("SELECT count(*) FROM t WHERE t MATCH ?", (match,)).fetchone()
            sql = "SELECT rowid, snippet(t, 0, '<', '>', '', 20) FROM t WHERE t MATCH ? ORDER BY rank LIMIT 10"
            return found, base.execute(sql, (match,)).fetchall()
        like = (f"%{word}%",)
        return base.execute("SELECT count(*) FROM t WHERE a LIKE ?", like).fetchone(), base.execute(
            "SELECT rowid, a FROM t WHERE a LIKE ? LIMIT 10", like
        ).fetchall()

    return ask, note


def plain(texts: Sequence[str]) -> tuple[Callable[[str], object], Callable[[str], int], str]:
    """The same engine with its default words: runs of Chinese characters between stops are one word each."""
    begin = time.perf_counter()
    index = tantivy.Index(tantivy.SchemaBuilder().add_text_field("a", stored=True).build())
    writer = index.writer(256_000_000, 1)
    for text in texts:
        writer.add_document(tantivy.Document(a=text))
    writer.commit()
    index.reload()
    searcher = index.searcher()
    note = f"built in {time.perf_counter() - begin:.1f} s"

    def ask(word: str) -> object:
        query = index.parse_query(word, ["a"])
        marker = tantivy.SnippetGenerator.create(searcher, query, index.schema, "a")
        return [marker.snippet_from_doc(searcher.doc(address)) for _, address in searcher.search(query, 10).hits]

    return ask, lambda word: int(searcher.search(index.parse_query(word, ["a"]), 1).count), note  # type: ignore[attr-defined]  # not in the library's types


def _pairs(text: str) -> str:
    return " ".join(text[place : place + 2] for place in range(len(text) - 1) if text[place : place + 2].isalnum())


def peers(texts: Sequence[str], room: Path, kinds: dict[str, list[str]]) -> None:
    """What else there is, with the same words."""
    for name, (ask, note) in {
        "FTS5 trigram": sqlite(texts, room, by_pairs=False),
        "FTS5 pairs": sqlite(texts, room, by_pairs=True),
    }.items():
        for kind in ("two characters", "four characters"):
            share = _share(texts, kinds[kind], lambda word: int(ask(word)[0][0]))  # noqa: B023 - used at once
            print(f"{name:<16}{kind:<18}{times(ask, kinds[kind][:40])}   {note}; finds {share:.1%} of them")
    ask, count, note = plain(texts)
    for kind in ("two characters", "four characters"):
        share = _share(texts, kinds[kind], count)
        print(f"{'engine plainly':<16}{kind:<18}{times(ask, kinds[kind][:40])}   {note}; finds {share:.1%} of them")


def _share(texts: Sequence[str], words: Sequence[str], count: Callable[[str], int]) -> float:
    """Records counted of those that hold the words, over ten words."""
    return sum(map(count, words[:10])) / max(1, sum(word in text for word in words[:10] for text in texts))


def main() -> None:
    """Run what was asked for."""
    options = argparse.ArgumentParser()
    options.add_argument("--documents", type=int, default=_MADE_AT_MOST)
    options.add_argument("--no-peers", action="store_true")
    chosen = options.parse_args()
    alone = chosen.no_peers or chosen.documents > _MADE_AT_MOST
    room = Path(tempfile.mkdtemp(prefix="zhiquan-search-"))
    try:
        for name, texts in (
            ("real abstracts", pq.read_table(REAL, columns=["abstract"])["abstract"].drop_null().to_pylist()),
            (f"{chosen.documents:,} synthetic abstracts", texts_of(chosen.documents)),
        ):
            print(f"--- {name}")
            (room / name).mkdir()
            home, finder = built(room / name, texts)
            kinds = kinds_of(texts)
            asked(finder, texts, kinds)
            grown(home, texts)
            if not alone:
                peers(texts, room / name, kinds)
        if not alone:
            alike()
    finally:
        shutil.rmtree(room, ignore_errors=True)


if __name__ == "__main__":
    main()
