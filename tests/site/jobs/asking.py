"""A program that makes a desk with one file tried and its load asked for, all in the home it is started in.

``python asking.py FILE`` prints the id of the waiting job; a worker does it. See ``test_kills``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from zhiquan.site.starting import bring_up_desk, start


def main(file: Path) -> str:
    """Ask for the load of a file as an officer; returns the job's id."""
    start()
    bring_up_desk()
    from zhiquan.site.accounts.models import Account  # noqa: PLC0415 - after Django is ready
    from zhiquan.site.gate.policy import Role  # noqa: PLC0415 - after Django is ready
    from zhiquan.site.gate.visitor import Visitor  # noqa: PLC0415 - after Django is ready
    from zhiquan.site.imports import actions  # noqa: PLC0415 - after Django is ready
    from zhiquan.site.jobs.running import run_job  # noqa: PLC0415 - after Django is ready

    Account.objects.create(username="clerk", name="某人（演示）", role="officer", is_demo=True)
    clerk = Visitor(Role.OFFICER, "clerk", "某人（演示）")
    upload = actions.receive(file.name, [file.read_bytes()], by=clerk)
    run_job.func(upload.job)
    return actions.load(upload, by=clerk).job


if __name__ == "__main__":
    sys.stdout.write(main(Path(sys.argv[1])) + "\n")
