"""What the product's data files tell: services, definitions of indicators, laws (服务与资料)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from zhiquan.knowledge.indicators import Indicator
from zhiquan.knowledge.instruments import Instrument
from zhiquan.knowledge.services import Service
from zhiquan.search.index.record import PUBLIC, Record
from zhiquan.search.index.view import View


class Definitions:
    """Public services, indicators and instruments; everybody may see them (公共服务与资料)."""

    name = "definitions"

    def records(self, view: View, ids: Collection[str] | None = None) -> Iterator[Record]:
        """Services, then indicators, then instruments."""
        made = (
            *map(_service, view.knowledge.all(Service)),
            *map(_indicator, view.knowledge.all(Indicator)),
            *map(_instrument, view.knowledge.all(Instrument)),
        )
        yield from (one for one in made if ids is None or one.id in ids)

    def changed(self, old: View, new: View) -> set[str] | None:
        """None when a data file differs, else nothing."""
        return set() if old.is_like(new, "definitions") else None


def _service(service: Service) -> Record:
    version = service.versions[-1]
    lines = [version.who, version.fee, version.result, *version.needs, service.handled_by]
    return Record(
        id=f"service:{service.id}",
        kind="service",
        title=service.label.zh,
        texts={"body": "\n".join([service.label.en, *(line.zh for line in lines), *(line.en for line in lines)])},
        sees=[PUBLIC],
        shown={"page": service.page, "english": service.label.en},
    )


def _indicator(indicator: Indicator) -> Record:
    lines = [indicator.unit, *([indicator.pitfall] if indicator.pitfall else [])]
    body = [indicator.label.en, *indicator.names, *(line.zh for line in lines), *(line.en for line in lines)]
    return Record(
        id=f"indicator:{indicator.id}",
        kind="indicator",
        title=indicator.label.zh,
        texts={"body": "\n".join(body)},
        sees=[PUBLIC],
        shown={"english": indicator.label.en},
    )


def _instrument(instrument: Instrument) -> Record:
    return Record(
        id=f"instrument:{instrument.id}",
        kind="instrument",
        title=instrument.label.zh,
        texts={"body": "\n".join(part for part in (instrument.label.en, instrument.number, instrument.issuer) if part)},
        sees=[PUBLIC],
        shown={"english": instrument.label.en, "number": instrument.number},
    )
