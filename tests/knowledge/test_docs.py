"""The page on data files: its code runs, its folders and commands are real."""

from __future__ import annotations

import re
from pathlib import Path

from zhiquan.knowledge.kinds import KINDS

PAGE = (Path(__file__).parents[2] / "docs" / "knowledge.md").read_text("utf-8")


def test_the_code_on_the_page_runs() -> None:
    blocks = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert len(blocks) == 2
    for block in blocks:
        exec(block, {})


def test_every_kind_and_folder_is_on_the_page() -> None:
    for kind, spec in KINDS.items():
        assert f"`{spec.folder}`" in PAGE, kind
