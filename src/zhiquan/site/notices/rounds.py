"""Having a round of letters made when somebody's time has come (安排邮件轮次)."""

from __future__ import annotations

from django_tasks_db.models import DBTaskResult

from zhiquan.site.notices.queries import due
from zhiquan.site.notices.sending import mail
from zhiquan.site.office.house import house


def look_after() -> None:
    """What the worker does now and then: put one round in the queue, unless one waits there or nobody is due.

    Nothing else remembers a round: one that was killed is put there again at the next look.
    """
    if not mail().is_on or not due(house().now()).exists():
        return
    from zhiquan.site.notices.work import send_round  # noqa: PLC0415 - loads what pages show; only when needed

    if not DBTaskResult.objects.ready().filter(task_path=send_round.module_path).exists():
        send_round.enqueue()
