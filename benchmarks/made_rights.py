"""Synthetic rights for measuring: valid numbers in serials from 9,900,000 up, every title marked 演示数据."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
import pyarrow as pa

from zhiquan.basics.numbers import normalise_application

BATCH = 20_000
_SUBJECTS = ("电池", "钢材", "化工", "传感器", "显示屏", "阀门", "涂料", "机械臂")
_CLASSES = ("H01M10/0525", "C21D9/00", "C08L1/00", "G01N33/00", "F16K1/00", "B25J9/16", "B01J2/00", "C25B13/08")
_WORDS = ("授权", "实质审查", "未缴年费", "有效", "驳回", "公开")


def application(number: int) -> str:
    """The ``number``-th synthetic application number, with its check digit."""
    year = 2004 + number // 100_000 % 20
    made = normalise_application(f"{year}1{9_900_000 + number % 100_000:07d}")
    assert made is not None
    return made


def rows(count: int, *, first: int = 0, seed: int = 7, text: int = 200) -> Iterator[pa.RecordBatch]:
    """Batches of rows about rights ``first`` to ``first + count``; abstracts of about ``text`` characters."""
    for start in range(first, first + count, BATCH):
        yield _batch(start, min(BATCH, first + count - start), np.random.default_rng(seed + start), text)


def _batch(first: int, count: int, random: np.random.Generator, text: int) -> pa.RecordBatch:
    numbers = range(first, first + count)
    picks = random.integers(0, 8, size=(count, 4)).tolist()
    filed = [date(2004 + n // 100_000 % 20, 1, 1) + timedelta(days=n % 360) for n in numbers]
    granted = [day + timedelta(days=700) if pick[3] % 2 == 0 else None for day, pick in zip(filed, picks, strict=True)]
    abstract = "本发明公开了一种演示用技术方案，包括壳体、控制器与执行机构，所述控制器根据采集的数据调整运行参数。"
    filler = abstract * (text // len(abstract) + 1)
    return pa.RecordBatch.from_pydict(
        {
            "app_no": [application(n) for n in numbers],
            "title": [f"一种{_SUBJECTS[p[0]]}的制备方法{n}（演示数据）" for n, p in zip(numbers, picks, strict=True)],
            "abstract": [f"{filler[: text - 8]}{n:08d}" for n in numbers],
            "filed_on": filed,
            "published_on": [day + timedelta(days=300) for day in filed],
            "granted_on": pa.array(granted, pa.date32()),
            "applicants": [[f"演示企业{p[1] * 1000 + n % 1000}有限公司"] for n, p in zip(numbers, picks, strict=True)],
            "inventors": [[f"演示甲{n % 97}", f"演示乙{n % 89}"] for n in numbers],
            "ipc": [[_CLASSES[p[0]], _CLASSES[p[2]]] for p in picks],
            "status_word": [_WORDS[p[3] % 6] for p in picks],
        }
    )
