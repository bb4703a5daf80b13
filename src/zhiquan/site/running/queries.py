"""What the administrator's page says besides the checks (运行查询)."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count

from zhiquan.site.audit.models import Line
from zhiquan.site.jobs.models import Job
from zhiquan.site.notices.queries import MailStanding, mail_standing
from zhiquan.site.notices.sending import mail
from zhiquan.site.office.house import House
from zhiquan.site.running.sizes import desk_bytes


@dataclass(frozen=True, slots=True)
class Standing:
    """Jobs by state, sizes, and the last back-up.

    Attributes:
        jobs: ``state`` and ``number`` of jobs in each state.
        desk: bytes of the desk's database.
        free: bytes free where things are stored.
        snapshot: id of the newest snapshot; empty when nothing was loaded yet.
        written: when it was made.
        backup: name of the last back-up; empty when none was ever made.
        backed_up: when.
        seal: its seal.
        digest: algorithm of new digests.
        mail: how letters stand; None when the office sends none.
    """

    jobs: list[dict[str, Any]]
    desk: int
    free: int
    snapshot: str
    written: datetime | None
    backup: str
    backed_up: datetime | None
    seal: str
    digest: str
    mail: MailStanding | None


def standing(house: House) -> Standing:
    """How the place stands now."""
    counted = Job.objects.order_by("state").values_list("state").annotate(Count("id"))
    jobs = [{"state": state, "number": number} for state, number in counted]
    last = Line.objects.filter(action="backup.made").order_by("-number").first()
    snapshot = house.snapshot() if house.is_filled() else None
    return Standing(
        jobs=jobs,
        desk=desk_bytes(),
        free=shutil.disk_usage(house.settings.home).free,
        snapshot=snapshot.id if snapshot else "",
        written=snapshot.because.at if snapshot else None,
        backup=last.subject if last else "",
        backed_up=last.at if last else None,
        seal=str(last.detail.get("seal", "")) if last else "",
        digest=house.settings.digest,
        mail=mail_standing() if mail().is_on else None,
    )
