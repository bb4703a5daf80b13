"""The desk's part of ``zhiquan upgrade`` (升级：工作库)."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from zhiquan.basics.settings import Settings
from zhiquan.basics.words import Words
from zhiquan.site.database import database_settings
from zhiquan.site.place import place_of
from zhiquan.site.starting import bring_up_desk, start


class DeskStep:
    """What an upgrade would do to the desk, and doing it.

    Args:
        settings: those in force.
    """

    name = "desk"
    label = Words("工作库", "desk")

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def waiting(self) -> list[str]:
        """Migrations that wait, in the order they run; none where there is no desk yet. Nothing is touched.

        Raises:
            NotAllowed: the desk is of a newer product.
        """
        if find_spec("django") is None or not self._has_desk():
            return []
        start(self._settings, makes_home=False)
        from zhiquan.site.versions import (  # noqa: PLC0415 - after Django is ready
            require_not_newer,
            seen_migrations,
            waiting_migrations,
        )

        require_not_newer(seen_migrations())
        return waiting_migrations()

    def run(self) -> None:
        """Bring the desk to this program's tables: each migration wholly or not at all."""
        start(self._settings)
        bring_up_desk()

    def _has_desk(self) -> bool:
        """True when there is a desk: a register alone has none."""
        found = database_settings(self._settings.database_url, default=place_of(self._settings).database)
        return not found["ENGINE"].endswith("sqlite3") or Path(found["NAME"]).is_file()
