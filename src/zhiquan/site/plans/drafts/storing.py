"""Drafts as files of the office: the document, what was read, and every saved version's number (草稿存放)."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import yaml
from filelock import FileLock

from zhiquan.basics.errors import BadInput, NotAllowed, NotFound
from zhiquan.basics.words import Words
from zhiquan.site.office.house import house

_NAME = re.compile(r"d-[0-9a-f]{16}(-[1-9][0-9]{0,3})?")
_PLAN_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,80}")
_STATE = "draft.json"
_OURS = frozenset({"keep", "suggested", "why"})
"""Entries of an item that belong to the draft, not to the plan's data file."""


@dataclass(frozen=True, slots=True)
class DraftState:
    """One draft as stored (草稿).

    Args:
        name: its id.
        file: name of the document as sent in; suffix: the ending it is stored under.
        sha256: hash of the document.
        version: raised with every saving; 0 until the document is read.
        content: the plan's data file as a mapping; ``targets``, ``relative`` and ``duties`` carry ``keep``.
        headings: the document's headings.
        saved_by, saved_at: who saved it last, and when.
        period_is_told: False when the document tells no period and one was supposed.
        plan: id of the plan once it was taken into use.
    """

    name: str
    file: str
    suffix: str
    sha256: str
    version: int = 0
    content: dict[str, Any] = field(default_factory=dict)
    headings: list[dict[str, Any]] = field(default_factory=list)
    saved_by: str = ""
    saved_at: str = ""
    period_is_told: bool = True
    plan: str = ""

    @property
    def document(self) -> Path:
        """The document itself."""
        return _folder(self.name) / f"source{self.suffix}"

    @property
    def is_read(self) -> bool:
        """True once the document was read."""
        return self.version > 0


def store_document(name: str, data: bytes, *, suffix: str, by: str) -> tuple[DraftState, bool]:
    """Keep a document that was sent in; the same document is the same draft until that is taken into use.

    Returns:
        The draft, and whether it is new. A document whose draft is in use begins another: ``d-...-2``.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    base = f"d-{sha256[:16]}"
    with _locked(base):
        for number in count(1):
            state = DraftState(
                base if number == 1 else f"{base}-{number}", name, suffix, sha256, saved_by=by, saved_at=_now()
            )
            held = read_draft_state(state.name) if (_folder(state.name) / _STATE).exists() else None
            if held is None:
                break
            if not held.plan:
                return held, False
        state.document.parent.mkdir(parents=True, exist_ok=True)
        state.document.write_bytes(data)
        _write(state)
    return state, True


def drafts() -> list[DraftState]:
    """Every draft, the latest saved first."""
    root = house().place.home / "drafts"
    names = [folder.name for folder in root.iterdir() if (folder / _STATE).exists()] if root.is_dir() else []
    return sorted((read_draft_state(name) for name in names), key=lambda one: one.saved_at, reverse=True)


def read_draft_state(name: str) -> DraftState:
    """One draft.

    Raises:
        NotFound: there is none of that name.
    """
    file = _folder(name) / _STATE if _NAME.fullmatch(name) else None
    if file is None or not file.exists():
        raise NotFound(
            Words("没有这份草稿", "there is no such draft"),
            where={"draft": name},
            remedy=Words("从规划文件的清单里选。", "Choose one from the list of plan documents."),
        )
    return DraftState(**json.loads(file.read_text("utf-8")))


def save_draft(state: DraftState, *, seen_version: int, by: str) -> DraftState:
    """Keep a draft's new content under the next version.

    Raises:
        NotAllowed: somebody saved it since ``seen_version``, or it is in use already.
    """
    with _locked(state.name):
        held = read_draft_state(state.name)
        if held.plan:
            raise NotAllowed(
                Words("草稿已经采用，不再修改", "the draft is in use and is not changed any more"),
                where={"plan": held.plan},
                remedy=Words("更正已采用的规划，请重新读入文件。", "Read the document again to correct it."),
            )
        if held.version != seen_version:
            raise NotAllowed(
                Words("草稿在这期间被别人保存过", "somebody saved the draft meanwhile"),
                where={"version": held.version, "by": held.saved_by},
                remedy=Words("对照两份内容后再保存。", "Compare the two, then save again."),
            )
        saved = replace(state, version=held.version + 1, saved_by=by, saved_at=_now())
        _write(saved)
    return saved


def adopted(state: DraftState, *, plan: str) -> None:
    """Note that a draft was taken into use."""
    with _locked(state.name):
        _write(replace(read_draft_state(state.name), plan=plan))


def drop_draft(name: str) -> None:
    """Throw a draft away; a plan in use stays.

    Raises:
        NotFound: there is none of that name.
    """
    state = read_draft_state(name)
    with _locked(state.name):
        for file in _folder(state.name).iterdir():
            if file.is_dir():
                shutil.rmtree(file)
            elif file.name != "lock":
                file.unlink()


def draft_file(state: DraftState) -> Path:
    """The draft as the data file that is taken into use: what is kept, named by its id.

    Raises:
        BadInput: the id cannot name a file.
    """
    name = str(state.content.get("id", ""))
    if not _PLAN_ID.fullmatch(name):
        raise BadInput(
            Words("规划编号只能用小写字母、数字、- 和 _", "a plan's id takes small letters, digits, - and _"),
            where={"id": name},
            remedy=Words("例如 changshou-2026-2030。", "For instance changshou-2026-2030."),
        )
    file = _folder(state.name) / "adopting" / f"{name}.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(yaml.safe_dump(_as_file(state.content), allow_unicode=True, sort_keys=False, width=4000), "utf-8")
    return file


def _as_file(content: Mapping[str, Any]) -> dict[str, Any]:
    """The content without what was dropped, its days as days, and what serves each target's clause."""
    goals = {name: [_kept(one) for one in content.get(name, []) if one["keep"]] for name in ("targets", "relative")}
    duties = [_kept(one) for one in content.get("duties", []) if one["keep"]]
    serves = {
        (one["clause"], one["text"]): {
            "clause": one["clause"],
            "text": one["text"],
            "by": [f"indicator:{one['indicator']}"],
        }
        for one in (*goals["targets"], *goals["relative"])
        if one.get("indicator")
    }
    told = {
        **{name: content[name] for name in ("id", "label", "place")},
        "from": date.fromisoformat(content["from"]),
        "to": date.fromisoformat(content["to"]),
        "status": "draft",
        "clauses": content.get("clauses", []),
        **goals,
        "duties": duties,
        "serves": list(serves.values()),
    }
    return {name: value for name, value in told.items() if value != []}


def _kept(item: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name not in _OURS and value not in ("", None, [])}


@contextmanager
def _locked(name: str) -> Iterator[None]:
    folder = _folder(name)
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "lock"):
        yield


def _folder(name: str) -> Path:
    return house().place.home / "drafts" / name


def _write(state: DraftState) -> None:
    file = _folder(state.name) / _STATE
    part = file.with_suffix(".new")
    part.write_text(json.dumps(asdict(state), ensure_ascii=False, default=str), "utf-8")
    part.replace(file)


def _now() -> str:
    return house().now().isoformat(timespec="seconds")
