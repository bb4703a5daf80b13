"""Recomputing a published board, and its evidence bundle (复核与证据包)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from zhiquan.basics.errors import NotAllowed
from zhiquan.basics.words import Words
from zhiquan.knowledge.plans import Plan
from zhiquan.plan.bundle import write_bundle
from zhiquan.plan.publishing import asked_of, board_content, measuring_for, require_same_snapshot
from zhiquan.plan.publishing import verify as compare
from zhiquan.site.office.house import house
from zhiquan.site.plans.answers.keeping import digest, kept, kept_already
from zhiquan.site.plans.queries import Frozen

_KIND = "verdict"


def verdict(frozen: Frozen) -> dict[str, Any]:
    """What a recomputation of a published board finds; worked out once for the definitions in force.

    Returns:
        ``{equal, differences: [{place, published, now}], changed: [...]}``; ``changed`` names definitions,
        settings or the product that are no longer those it was published with.

    Raises:
        NotAllowed: the stored text or the snapshot was changed.
    """
    require_whole(frozen)
    found: dict[str, Any] = kept(_KIND, frozen.ask, frozen.name, make=lambda: _verdict(frozen))
    return found


def verdict_already(frozen: Frozen) -> dict[str, Any] | None:
    """The verdict when it was worked out before."""
    found: dict[str, Any] | None = kept_already(_KIND, frozen.ask, frozen.name)
    return found


def bundle_file(frozen: Frozen) -> Path:
    """Where the bundle of a publication lies, or will lie, for the definitions in force."""
    folder = house().place.home / "cache" / "bundles" / f"{digest()[:16]}-{house().settings.digest}"
    return folder / f"{frozen.name}.zip"


def make_bundle_file(frozen: Frozen) -> Path:
    """The evidence bundle of a publication, written once.

    Raises:
        NotAllowed: it no longer recomputes as published.
    """
    file = bundle_file(frozen)
    if file.exists():
        return file
    found = verdict(frozen)
    if not found["equal"]:
        raise NotAllowed(
            Words("重算结果与发布的不同，不能导出证据包", "the board no longer recomputes as published: no bundle"),
            where={"id": frozen.name, "changed": ", ".join(found["changed"])},
            remedy=Words("先恢复发布时的口径，再导出。", "Restore the definitions of the publication first."),
        )
    home = house()
    knowledge, overlay = home.knowledge(), home.settings.knowledge
    asked = asked_of(frozen.content)
    file.parent.mkdir(parents=True, exist_ok=True)
    with home.reader(frozen.publication.snapshot) as reader:
        measuring = measuring_for(reader, knowledge, knowledge.get(Plan, asked.plan), asked, overlay)
        write_bundle(
            file,
            frozen.content,
            name=frozen.name,
            measuring=measuring,
            knowledge=knowledge,
            digest=home.settings.digest,
        )
    return file


def _verdict(frozen: Frozen) -> dict[str, Any]:
    home = house()
    snapshot = home.snapshot(frozen.publication.snapshot)
    require_same_snapshot(frozen.content, snapshot)
    overlay = home.settings.knowledge
    with home.reader(snapshot.id) as reader:
        asked = asked_of(frozen.content)
        now = board_content(reader, home.knowledge(), asked, snapshot=snapshot, overlay=overlay)
    found = compare(frozen.content, now)
    told = [{"place": one.place, "published": one.published, "now": one.now} for one in found.differences]
    return {"equal": found.is_equal, "differences": told, "changed": list(found.changed)}


def require_whole(frozen: Frozen) -> None:
    """Refuse what is not as it was published any more.

    Raises:
        NotAllowed: the stored text was changed.
    """
    if not frozen.is_whole:
        raise NotAllowed(
            Words("发布内容已被改动", "what was published has been changed"),
            where={"id": frozen.name},
            remedy=Words("请从备份恢复登记库。", "Restore the register from a back-up."),
        )
