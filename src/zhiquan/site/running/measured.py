"""Numbers for a monitoring system, in Prometheus' text form; no personal data among them (监控指标)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.db.models import Count, Min
from django.utils import timezone
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import REGISTRY, GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from zhiquan import __version__
from zhiquan.site.jobs.models import QUEUED, Job
from zhiquan.site.office.house import House
from zhiquan.site.place import Place
from zhiquan.site.running.beats import FOLDER, ages
from zhiquan.site.running.checks import QUEUES, check_all
from zhiquan.site.running.sizes import desk_bytes

TOTAL = Counter(
    "zhiquan_requests", "Requests answered, by page, method and class of status", ["route", "method", "status"]
)
SECONDS = Histogram(
    "zhiquan_request_seconds",
    "Seconds a page took",
    ["route"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10),
)
SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""Variable that names the folder server processes share their counts in; read when they start."""


def prepare_sharing(place: Place) -> Path:
    """An empty folder for the counts of the server processes about to start."""
    folder = place.home / FOLDER / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def told(house: House) -> bytes:
    """Everything measured, of all server processes together, and how the place stands now."""
    registry = CollectorRegistry()
    if SHARED in os.environ:
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call] # the library does not annotate it
    else:
        registry.register(REGISTRY)
    registry.register(_Standing(house))
    return generate_latest(registry)


class _Standing(Collector):
    """Jobs, workers, register and desk as they are when asked."""

    def __init__(self, house: House) -> None:
        self._house = house

    def collect(self) -> Iterator[Metric]:
        """The numbers, each with what it means."""
        yield _one("zhiquan_info", "Version of the product", 1, version=__version__)
        yield from self._checks()
        yield from self._jobs()
        yield from self._register()
        yield _one("zhiquan_desk_bytes", "Bytes of the desk's database", desk_bytes())

    def _checks(self) -> Iterator[Metric]:
        ready = GaugeMetricFamily("zhiquan_ready", "1 when a check holds", labels=["check"])
        for one in check_all(self._house):
            ready.add_metric([one.name], float(one.is_well))
        yield ready
        beats = GaugeMetricFamily("zhiquan_worker_age_seconds", "Seconds since a worker's last sign", labels=["queue"])
        for queue, age in ages(self._house.place, QUEUES).items():
            if age is not None:
                beats.add_metric([queue], age)
        yield beats

    def _jobs(self) -> Iterator[Metric]:
        jobs = GaugeMetricFamily("zhiquan_jobs", "Jobs by kind and state", labels=["kind", "state"])
        for kind, state, number in Job.objects.order_by().values_list("kind", "state").annotate(Count("id")):
            jobs.add_metric([kind, state], number)
        yield jobs
        oldest = Job.objects.filter(state=QUEUED).aggregate(made=Min("made_at"))["made"]
        age = (timezone.now() - oldest).total_seconds() if oldest else 0
        yield _one("zhiquan_queue_age_seconds", "Seconds the oldest waiting job has waited", age)

    def _register(self) -> Iterator[Metric]:
        if not self._house.is_filled():
            return
        snapshot = self._house.snapshot()
        rows = GaugeMetricFamily("zhiquan_register_rows", "Rows of a table of the register", labels=["table"])
        for table, state in snapshot.tables.items():
            rows.add_metric([table], state.rows)
        yield rows
        age = (datetime.now(UTC) - snapshot.because.at).total_seconds()
        yield _one("zhiquan_snapshot_age_seconds", "Seconds since the register was last written", age)
        yield _one("zhiquan_snapshots", "Snapshots kept", len(self._house.lake.shelf.ids()))


def _one(name: str, meaning: str, value: float, **labels: str) -> Metric:
    made = GaugeMetricFamily(name, meaning, labels=list(labels))
    made.add_metric(list(labels.values()), value)
    return made
