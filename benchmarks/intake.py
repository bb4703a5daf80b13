"""Reading office files into the register, beside pandas with openpyxl and polars in the same run.

``python benchmarks/intake.py [--rows 10000] [--large]`` prints the distributions of real and made texts, a table,
and one line of JSON. Ours is the whole program: from the start of its process to the published snapshot, with
validation, identities, legal status and history; the peers read the file and write one Parquet file.
``--large`` adds a CSV of 1,000,000 rows.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import xlsxwriter

import made_rights
from abstracts import distributions, pair_model

Figures = dict[str, float]
HEADINGS = [
    "序号", "申请号", "公开（公告）号", "标题 (中文)", "摘要 (中文)", "申请人", "发明人", "申请日", "公开（公告）日",
    "专利类型", "IPC主分类", "IPC", "当前法律状态", "地址", "代理机构", "代理人", "权利要求数", "被引证次数",
    "国民经济分类", "自编分组",
]  # fmt: skip
LARGE = 1_000_000


def main() -> None:
    """Measure everything, or one part when a process of this program asks for it."""
    options = _options()
    if options.part:
        begun = time.perf_counter()
        PARTS[options.part](Path(options.file), Path(options.room))
        figures = {"seconds": time.perf_counter() - begun}
        figures["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(figures))
        return
    model = pair_model()
    texts = model.texts(min(options.rows, 20_000), seed=1)
    told = distributions(model, texts)
    for name in told["real"]:
        print(f"{name:<24}{told['real'][name]:>14,.3f} real {told['made'][name]:>14,.3f} made")
    found: dict[str, Figures] = {}
    with tempfile.TemporaryDirectory() as room:
        file = _workbook(Path(room) / "导出.xlsx", options.rows, texts)
        for part in ("ours_xlsx", "pandas_openpyxl_xlsx", "polars_xlsx"):
            found[f"{part} {options.rows:,}"] = _measured(part, file, repeats=3)
        if options.large:
            table = _csv(Path(room) / "大表.csv", LARGE, texts)
            for part in ("ours_csv", "pandas_csv", "polars_csv"):
                found[f"{part} {LARGE:,}"] = _measured(part, table, repeats=1)
    for part, figures in found.items():
        print(f"{part:<34}{figures['seconds']:>10.2f} s{figures['peak_mib']:>12,.0f} MiB")
    print(json.dumps({"schema": "intake_benchmark/1", "texts": told, "figures": found}))


def ours(file: Path, room: Path) -> None:
    """The program, in a process of its own with an empty register."""
    environment = {**os.environ, "ZHIQUAN_HOME": str(room / "home")}
    order = [sys.executable, "-m", "zhiquan.cli.main", "import", "--json", str(file)]
    done = subprocess.run(order, check=True, capture_output=True, text=True, env=environment, cwd=room)
    said = json.loads(done.stdout)
    assert said["rows"] == said["loaded"], said


def pandas_openpyxl(file: Path, room: Path) -> None:
    import pandas

    pandas.read_excel(file, engine="openpyxl", dtype=str).to_parquet(room / "pandas.parquet")


def polars_xlsx(file: Path, room: Path) -> None:
    import polars

    polars.read_excel(file, infer_schema_length=0).write_parquet(room / "polars.parquet")


def pandas_csv(file: Path, room: Path) -> None:
    import pandas

    pandas.read_csv(file, dtype=str).to_parquet(room / "pandas.parquet")


def polars_csv(file: Path, room: Path) -> None:
    import polars

    polars.scan_csv(file, infer_schema=False).sink_parquet(room / "polars.parquet")


PARTS: dict[str, Callable[[Path, Path], None]] = {
    "ours_xlsx": ours,
    "pandas_openpyxl_xlsx": pandas_openpyxl,
    "polars_xlsx": polars_xlsx,
    "ours_csv": ours,
    "pandas_csv": pandas_csv,
    "polars_csv": polars_csv,
}


def _rows(count: int, texts: list[str]) -> Iterator[list[object]]:
    for n in range(count):
        application = made_rights.application(n)
        year = application[:4]
        yield [
            n + 1, f"CN{application}", f"CN1{n % 99_999_999:08d}A", f"一种演示装置及方法{n}",
            texts[n % len(texts)],
            f"演示{n % 997}科技有限公司; 演示{n % 31}大学", f"张{n % 89}; 李{n % 97}", f"{year}-03-0{1 + n % 9}",
            f"{int(year) + 1}-09-0{1 + n % 9}", "发明申请", "C21D9/00", "C21D9/00; C22C38/04",
            "授权" if n % 3 else "未缴年费", f"重庆市长寿区凤城街道演示路{n % 300}号",
            "演示专利代理事务所", f"王{n % 41}",
            n % 12 + 1, n % 7, "C3110; C2614", f"第{n % 5}组",
        ]  # fmt: skip


def _workbook(file: Path, count: int, texts: list[str]) -> Path:
    with xlsxwriter.Workbook(str(file), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("著录项")
        lines: Iterator[list[object]] = _rows(count, texts)
        sheet.write_row(0, 0, HEADINGS)
        for line, cells in enumerate(lines, 1):
            sheet.write_row(line, 0, cells)
    return file


def _csv(file: Path, count: int, texts: list[str]) -> Path:
    with file.open("w", newline="", encoding="utf-8-sig") as handle:
        writer = csv.writer(handle)
        writer.writerow(HEADINGS)
        writer.writerows(_rows(count, texts))
    return file


def _measured(part: str, file: Path, *, repeats: int) -> Figures:
    """Median seconds and greatest peak of one part, each time in a new process and an empty folder."""
    seconds, peaks = [], []
    for _ in range(repeats):
        with tempfile.TemporaryDirectory() as room:
            order = [sys.executable, str(Path(__file__)), "--part", part, "--file", str(file), "--room", room]
            packages = {} if part.startswith("ours") else {"PYTHONPATH": os.environ.get("ZHIQUAN_BENCH_PACKAGES", "")}
            environment = {**os.environ, **packages}
            answer = subprocess.run(order, check=True, capture_output=True, text=True, env=environment).stdout
            figures: Figures = json.loads(answer.splitlines()[-1])
            seconds.append(figures["seconds"])
            children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            peaks.append(max(figures["peak_mib"], children if part.startswith("ours") else 0))
    return {"seconds": statistics.median(seconds), "peak_mib": max(peaks)}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000, help="rows of the workbook")
    parser.add_argument("--large", action="store_true", help="a CSV of 1,000,000 rows too")
    parser.add_argument("--part", choices=PARTS, help="measure one part in this process")
    parser.add_argument("--file", default="", help="the file to read")
    parser.add_argument("--room", default="", help="an empty folder to write to")
    return parser.parse_args()


if __name__ == "__main__":
    main()
