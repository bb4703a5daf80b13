"""The English of the site's messages: gather what pages say, merge the rooms' catalogues, compile (界面英文).

``python tools/messages.py`` writes ``django.po`` and ``django.mo`` from the ``*.po`` files of the apps;
``--check`` leaves with 1 when a message has no English, an entry is unused, or the compiled file is old.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SITE = Path(__file__).parents[1] / "src" / "zhiquan" / "site"
FOLDER = SITE / "locale" / "en"
MERGED = FOLDER / "LC_MESSAGES" / "django.po"
COMPILED = MERGED.with_suffix(".mo")
_PLAIN = re.compile(r"""\{%\s*translate\s+(?:"([^"]*)"|'([^']*)')""")
_IN_TAG = re.compile(r"""_\((?:"([^"]*)"|'([^']*)')\)""")
_BLOCK = re.compile(r"\{%\s*blocktranslate\b([^%]*)%\}(.*?)\{%\s*endblocktranslate\s*%\}", re.DOTALL)
_PLURAL = re.compile(r"\{%\s*plural\s*%\}")
_VARIABLE = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")
_CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "pgettext"}
HAN = re.compile(r"[\u3400-\u9fff]")


def said() -> dict[str, str | None]:
    """Every message of the site's templates and code; of those with a plural, the plural too."""
    found: dict[str, str | None] = {}
    for file in sorted(SITE.rglob("*.html")):
        found |= dict(_of_template(file.read_text("utf-8")))
    for file in sorted(SITE.rglob("*.py")):
        found |= dict(_of_code(ast.parse(file.read_text("utf-8"))))
    return found


def _of_template(text: str) -> Iterator[tuple[str, str | None]]:
    for pattern in (_PLAIN, _IN_TAG):
        for match in pattern.finditer(text):
            yield match[1] or match[2], None
    for match in _BLOCK.finditer(text):
        body = match[2]
        if " trimmed" in f" {match[1]} ":
            body = " ".join(line.strip() for line in body.strip().splitlines())
        one, *many = [_VARIABLE.sub(r"%(\1)s", part.replace("%", "%%")) for part in _PLURAL.split(body)]
        yield one, many[0] if many else None


def _of_code(tree: ast.AST) -> Iterator[tuple[str, str | None]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLS and node.args:
            texts = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if texts and node.func.id == "ngettext":
                yield texts[0], texts[1]
            elif texts:
                yield texts[-1], None


def merged() -> tuple[Catalog, list[str]]:
    """One catalogue of every app's English, and what is wrong with it."""
    wanted, problems = said(), []
    have: dict[str, tuple[str, ...]] = {}
    for file in sorted(FOLDER.glob("*.po")):
        with file.open("rb") as handle:
            for message in read_po(handle, locale="en"):
                key = message.id[0] if isinstance(message.id, tuple | list) else message.id
                english = [
                    str(one or "")
                    for one in (message.string if isinstance(message.string, tuple | list) else (message.string,))
                ]
                if key and all(english):
                    if HAN.search(" ".join(english)):
                        problems.append(f"{file.name}: English in Chinese: {key}")
                    have[key] = tuple(english)
    day = datetime(2026, 1, 1, tzinfo=UTC)  # the same on every machine
    catalog = Catalog(locale="en", project="zhiquan", fuzzy=False, creation_date=day, revision_date=day)
    catalog.header_comment = "# English of the site's messages; written by tools/messages.py."
    for key, plural in sorted(wanted.items()):
        if key not in have:
            if HAN.search(key):
                problems.append(f"no English: {key}")
            continue
        told = have[key]
        if plural is None:
            catalog.add(key, told[-1])
        else:
            catalog.add((key, plural), told if len(told) > 1 else (told[0], told[0]))
    problems += [f"unused: {key}" for key in sorted(set(have) - set(wanted))]
    return catalog, problems


def main() -> int:
    """Write the merged catalogue, or check it."""
    catalog, problems = merged()
    text, compiled = io.BytesIO(), io.BytesIO()
    write_po(text, catalog, omit_header=False, width=110)
    write_mo(compiled, catalog)
    kept = re.sub(rb'"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator)[^\n]*\n', b"", text.getvalue())
    if "--check" in sys.argv:
        if not MERGED.exists() or MERGED.read_bytes() != kept:
            problems.append("django.po is old: run tools/messages.py")
    else:
        MERGED.parent.mkdir(parents=True, exist_ok=True)
        MERGED.write_bytes(kept)
        COMPILED.write_bytes(compiled.getvalue())
    for problem in problems:
        print(problem)
    print(f"{len(catalog)} messages")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
