"""The product's documentation, part by part (使用说明)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from zhiquan.knowledge.guides import Guide, Section, guides
from zhiquan.search.index.record import PUBLIC, Record
from zhiquan.search.index.view import View


class Documentation:
    """Every part of every page for readers; everybody may see them (使用说明)."""

    name = "documentation"

    def records(self, view: View, ids: Collection[str] | None = None) -> Iterator[Record]:
        """The parts, in the order of the pages."""
        del view
        made = (_record(page, section) for page in guides() for section in page.sections)
        yield from (one for one in made if ids is None or one.id in ids)

    def changed(self, old: View, new: View) -> set[str] | None:
        """None when the pages differ, else nothing."""
        return set() if old.is_like(new, "documentation") else None


def _record(page: Guide, section: Section) -> Record:
    head = page.label.zh if not section.anchor else f"{page.label.zh}：{section.label.zh}"
    return Record(
        id=f"guide:{page.name}#{section.anchor}".rstrip("#"),
        kind="guide",
        title=head,
        texts={"body": f"{page.label.en}: {section.label.en}\n{section.text}"},
        sees=[PUBLIC],
        shown={"english": f"{page.label.en}: {section.label.en}" if section.anchor else page.label.en},
    )
