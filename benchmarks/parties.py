"""Names of parties: how well they are matched against real labels, and what matching costs.

``python benchmarks/parties.py [--rows 300000] [--names 50000] [--labels FILE]`` prints a table and then one line of
JSON. Labels are the standardised applicants of two tools; see docs/parties.md for the rule that tells a spelling
from a group and for the third of the groups that was set aside before anything was tuned.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import itertools
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import opencc
import pyarrow as pa

import made_rights
from zhiquan.knowledge.party_names import party_words
from zhiquan.register.batches import Actor, Register, Source
from zhiquan.register.derive.parties import derive_parties
from zhiquan.register.lake.home import LakeHome
from zhiquan.register.lake.reader import Reader
from zhiquan.register.lake.writer import Writer
from zhiquan.register.matching.cleaning import clean_name
from zhiquan.register.matching.keys import match_key
from zhiquan.register.reading.party_doubts import doubtful_parties
from zhiquan.register.rules import load_rules

LABELS = "derived_labels/applicant_name_to_standard.csv.gz"
Pair = tuple[str, str]
Figures = dict[str, float]
_ACTOR = Actor("benchmark", datetime(2026, 1, 2, tzinfo=UTC))
_FORMS = frozenset(
    ["inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "llp", "lp", "plc", "gmbh"]
)


def main() -> None:
    """Measure everything, or one part when a process of this program asks for it."""
    options = _options()
    if options.part:
        figures = {"labels": labels, "doubts": doubts, "derive": derive}[options.part](options)
        figures["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(figures))
        return
    parts = ["doubts", "derive"] + (["labels"] if Path(options.labels).exists() else [])
    found = {part: _measured(part) for part in parts}
    for part, figures in found.items():
        for name, value in figures.items():
            print(f"{part:8} {name:44} {value:14,.3f}")
    print(json.dumps({"schema": "parties_benchmark/1", "figures": found}))


def labels(options: argparse.Namespace) -> Figures:
    """Precision and recall against the labels, on the two thirds that were looked at and on the third that was not."""
    groups = read_labels(Path(options.labels))
    held_out = {name: label for name, label in groups.items() if is_held_out(label)}
    seen = {name: label for name, label in groups.items() if not is_held_out(label)}
    found: Figures = {}
    for part, chosen in (("development", seen), ("held out", held_out)):
        with tempfile.TemporaryDirectory() as room:
            answers = answers_for(Path(room), chosen)
        found |= {f"{part}: {name}": value for name, value in figures_of(chosen, answers).items()}
    return found


def read_labels(file: Path) -> dict[str, str]:
    """Applicant as printed to the standardised applicant."""
    with gzip.open(file, "rt", encoding="utf-8-sig", newline="") as lines:
        return {row["applicant"]: row["applicant_std"] for row in csv.DictReader(lines)}


def is_held_out(label: str) -> bool:
    """True for the third of the groups set aside before anything was tuned."""
    return int(hashlib.sha256(label.encode()).hexdigest(), 16) % 3 == 0


def is_spelling(one: str, other: str) -> bool:
    """The rule that labels a pair as two spellings of one name, written without the matcher.

    Equal letters and digits once case, width, script, brackets, blanks and the English article are gone; or equal
    once Latin legal forms at the end are gone too; or the same Latin words in another order.
    """
    return bool(_plain_forms(one) & _plain_forms(other))


def _plain_forms(name: str) -> set[str]:
    text = _T2S.convert(unicodedata.normalize("NFKC", name).lower()).replace("有限责任公司", "有限公司")
    listed = [word for word in re.findall(r"[^\W_]+", text.replace(".", "")) if word != "the"]
    forms = {"".join(listed), "".join(re.findall(r"[^\W_]+", re.sub(r"\bthe\b", "", text)))}
    if text.isascii():
        short = list(listed)
        while short and short[-1] in _FORMS:
            short.pop()
        forms |= {"".join(short), " ".join(sorted(listed))}
    return forms - {""}


_T2S = opencc.OpenCC("t2s")


def answers_for(room: Path, groups: Mapping[str, str]) -> dict[str, set[Pair]]:
    """Pairs of printed names the register links, groups, and asks about, after loading one right per name."""
    made = Register(LakeHome(room / "lake"), load_rules(None))
    names = sorted(groups)
    rows = pa.table(
        {
            "app_no": [made_rights.application(number) for number in range(len(names))],
            "applicants": [[name] for name in names],
        }
    )
    made.load({"rights": rows}, source=Source("labels"), actor=_ACTOR)
    printed: dict[str, list[str]] = defaultdict(list)
    for name in names:
        printed[clean_name(name)].append(name)
    with _reader(made) as reader:
        parties: dict[str, list[str]] = defaultdict(list)
        for row in reader.records(f"SELECT name, party FROM {reader.from_('party_links')}"):
            parties[row["party"]] += printed[row["name"]]
        linked = set(_pairs_in(parties.values()))
        grouped = set(_pairs_in(_groups(reader, printed).values())) - linked
        asked: set[Pair] = set()
        of_name = {name: members for members in parties.values() for name in members}
        for doubt in doubtful_parties(reader, limit=None):
            ones, others = of_name[printed[doubt.subject][0]], of_name[printed[doubt.value][0]]
            asked |= {_pair(one, other) for one in ones for other in others}
    return {"linked": linked, "grouped": grouped, "asked": asked - linked}


def _groups(reader: Reader, printed: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Printed names by group label; the enterprise a label names belongs to its own group."""
    words = party_words()
    found: dict[str, set[str]] = defaultdict(set)
    for row in reader.records(f"SELECT name, label FROM {reader.from_('party_groups')} WHERE reason <> 'tool'"):
        found[match_key(row["label"], words)] |= set(printed[row["name"]])
    for cleaned, names in printed.items():
        key = match_key(cleaned, words)
        if key in found:
            found[key] |= set(names)
    return {label: sorted(names) for label, names in found.items()}


def figures_of(groups: Mapping[str, str], answers: Mapping[str, set[Pair]]) -> Figures:
    """Precision and recall of links and groups.

    ``strict`` counts a link between two of the tool's groups as wrong even where the rule calls it one name
    spelled twice, such as the same words in capitals.
    """
    by_label: dict[str, list[str]] = defaultdict(list)
    for name, label in groups.items():
        by_label[label].append(name)
    inside = set(_pairs_in(by_label.values()))
    spelled = {pair for pair in inside if is_spelling(*pair)}
    grouping = inside - spelled
    linked = answers["linked"]
    right = {pair for pair in linked if is_spelling(*pair)}
    wide = answers["grouped"] | answers["asked"]
    return {
        "names": len(groups),
        "spelling pairs": len(spelled),
        "linked pairs": len(linked),
        "link precision": len(right) / max(1, len(linked)),
        "link precision, strict": len(right & inside) / max(1, len(linked)),
        "link precision, same group": len(linked & inside) / max(1, len(linked)),
        "link recall of spellings": len(linked & spelled) / max(1, len(spelled)),
        "link and review recall of spellings": len((linked | answers["asked"]) & spelled) / max(1, len(spelled)),
        "grouping pairs": len(grouping),
        "grouped pairs": len(answers["grouped"]),
        "group precision": len(answers["grouped"] & inside) / max(1, len(answers["grouped"])),
        "group recall": len(answers["grouped"] & grouping) / max(1, len(grouping)),
        "asked pairs": len(answers["asked"]),
        "asked in one group": len(answers["asked"] & inside) / max(1, len(answers["asked"])),
        "group and review recall": len(wide & grouping) / max(1, len(grouping)),
    }


def doubts(options: argparse.Namespace) -> Figures:
    """Time to find doubtful pairs among ``--doubt-names`` names, of which one in ten is a slip of another."""
    names = list(made_names(options.doubt_names, slips=10))
    with tempfile.TemporaryDirectory() as room:
        made = Register(LakeHome(Path(room) / "lake"), load_rules(None))
        rows = pa.table(
            {
                "app_no": [made_rights.application(number) for number in range(len(names))],
                "applicants": [[name] for name in names],
            }
        )
        made.load({"rights": rows}, source=Source("names"), actor=_ACTOR)
        with _reader(made) as reader:
            started = time.perf_counter()
            found = doubtful_parties(reader, limit=None)
            first = time.perf_counter() - started
    pairs = {_pair(doubt.subject, doubt.value) for doubt in found}
    slips = {_pair(clean_name(names[n]), clean_name(names[n - 1])) for n in range(9, len(names), 10)}
    return {"names": len(names), "seconds": first, "doubts": len(found), "slips found": len(pairs & slips) / len(slips)}


def derive(options: argparse.Namespace) -> Figures:
    """Time of deriving parties wholly, and of a load of 2,000 rows, beside ``--rows`` rights of ``--names`` names."""
    names = list(made_names(options.names))
    with tempfile.TemporaryDirectory() as room:
        made = Register(LakeHome(Path(room) / "lake"), load_rules(None))
        _load(made, _named(options.rows, names), "first")
        with Writer(made.home, memory=600) as writer:
            whole = _timed(lambda: derive_parties(writer, names=None))
        loads = [
            _timed(lambda n=n: _load(made, _named(2_000, names, first=options.rows + n * 2_000), f"more {n}"))
            for n in range(3)
        ]
    return {"rights": options.rows, "names": len(names), "derive_parties_s": whole, "load_2000_s": sorted(loads)[1]}


def made_names(count: int, *, slips: int = 0) -> Iterator[str]:
    """Names of made-up enterprises; with ``slips``, every so many-th is the one before with one character swapped."""
    random = np.random.default_rng(11)
    signs = [bytes((row, cell)).decode("gb2312") for row in range(0xB0, 0xD7) for cell in range(0xA1, 0xFF)]
    places, trades = ("重庆", "成都", "武汉", "西安", "长沙"), ("科技", "机械", "化工", "电子", "新材料", "生物科技")
    before = ""
    for number in range(count):
        core = "".join(signs[int(place)] for place in len(signs) * random.random(size=4) ** 2)  # some signs are common
        if slips and number % slips == slips - 1:
            place = 4 + int(random.integers(0, 4))
            before = before[:place] + "演示替换字样"[number % 6] + before[place + 1 :]
        else:
            before = f"{places[number % 5]}演示{core}{trades[number % 6]}有限公司"
        yield before


def _named(count: int, names: list[str], *, first: int = 0) -> Iterator[pa.RecordBatch]:
    for batch in made_rights.rows(count, first=first, text=60):
        start = first
        first += batch.num_rows
        held = [[names[n * 7919 % len(names)]] for n in range(start, first)]
        yield batch.set_column(batch.schema.get_field_index("applicants"), "applicants", pa.array(held))


def _load(made: Register, rows: Iterable[pa.RecordBatch], name: str) -> None:
    made.load({"rights": rows}, source=Source(name, sha256=hashlib.sha256(name.encode()).hexdigest()), actor=_ACTOR)


def _timed(work: object) -> float:
    started = time.perf_counter()
    assert callable(work)
    work()
    return time.perf_counter() - started


def _reader(made: Register) -> Reader:
    return Reader(made.home.tables, made.home.current().tables, memory=600)


def _pairs_in(sets: Iterable[Iterable[str]]) -> Iterator[Pair]:
    for members in sets:
        yield from itertools.combinations(sorted(set(members)), 2)


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _measured(part: str) -> Figures:
    command = [sys.executable, *sys.argv, "--part", part]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def _options() -> argparse.Namespace:
    folder = Path(os.environ.get("ZHIQUAN_TEST_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=300_000)
    parser.add_argument("--names", type=int, default=50_000)
    parser.add_argument("--doubt-names", type=int, default=100_000)
    parser.add_argument("--labels", default=str(folder / LABELS))
    parser.add_argument("--part", choices=["labels", "doubts", "derive"])
    return parser.parse_args()


if __name__ == "__main__":
    main()
