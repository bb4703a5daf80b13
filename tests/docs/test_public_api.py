"""What strangers see of the code: documented, annotated, small files, clean text (公开接口)."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src" / "zhiquan").rglob("*.py"))
NAMES_THAT_SAY_NOTHING = {"utils", "util", "common", "helpers", "helper", "manager", "managers", "misc"}

# Joined from halves, so that this file does not hold what it looks for.
REGISTRY_HOSTS = [
    "py" + "pi.org",
    "files.python" + "hosted.org",
    "registry.npm" + "js.org",
    "crates" + ".io/api",
    "tuna." + "tsinghua",
    "mirrors." + "aliyun",
]
MACHINE_PATHS = ["/ro" + "ot/", "/ho" + "me/", "/Us" + "ers/", "/wo" + "rk/", "C:" + "\\Users"]

Function = ast.FunctionDef | ast.AsyncFunctionDef


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def _is_public(name: str) -> bool:
    return not name.startswith("_")


def _public_definitions(file: Path) -> Iterator[tuple[str, Function | ast.ClassDef]]:
    """Public functions and classes of a module, and public methods of its public classes."""
    for node in _tree(file).body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and _is_public(node.name):
            yield node.name, node
        if isinstance(node, ast.ClassDef) and _is_public(node.name):
            for inner in node.body:
                if isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef)) and _is_public(inner.name):
                    yield f"{node.name}.{inner.name}", inner


def _functions(file: Path) -> Iterator[Function]:
    for node in ast.walk(_tree(file)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


def _tracked_text() -> Iterator[tuple[str, str]]:
    """Name and text of every file git knows or would add; nothing when this is no checkout."""
    listed = subprocess.run(
        ["git", "-c", "core.quotepath=off", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    for name in filter(None, listed.stdout.decode("utf-8").split("\0")):
        file = ROOT / name
        if not file.is_file():
            continue
        try:
            yield name, file.read_text("utf-8")
        except UnicodeDecodeError:
            continue


def test_every_module_class_function_and_method_in_public_has_a_docstring() -> None:
    bare = [file for file in SOURCES if not ast.get_docstring(_tree(file))]
    assert bare == []
    missing = [
        f"{file.relative_to(ROOT)}:{node.lineno} {name}"
        for file in SOURCES
        for name, node in _public_definitions(file)
        if not ast.get_docstring(node)
    ]
    assert missing == []


def test_every_function_is_annotated_in_full() -> None:
    missing = []
    for file in SOURCES:
        for function in _functions(file):
            arguments = function.args
            named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
            bare = [one.arg for one in named if one is not None and one.annotation is None]
            bare = [name for name in bare if name not in {"self", "cls"}]
            if bare or function.returns is None:
                missing.append(f"{file.relative_to(ROOT)}:{function.lineno} {function.name} {bare}")
    assert missing == []


def test_files_are_small() -> None:
    lines = {file: len(file.read_text("utf-8").splitlines()) for file in SOURCES}
    assert median(count for count in lines.values() if count > 3) < 200
    assert [str(file.relative_to(ROOT)) for file, count in lines.items() if count > 400] == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    names = {part for file in SOURCES for part in file.relative_to(ROOT).with_suffix("").parts}
    assert names & NAMES_THAT_SAY_NOTHING == set()


@pytest.mark.parametrize("words", [REGISTRY_HOSTS, MACHINE_PATHS], ids=["registry hosts", "machine paths"])
def test_no_tracked_file_names(words: list[str]) -> None:
    texts = list(_tracked_text())
    if not texts:
        pytest.skip("not a git checkout")
    found = [f"{name}: {word}" for name, text in texts for word in words if word in text]
    assert found == []
