"""Where the site's own files lie: desk database, key, uploads, caches (网站文件位置)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from zhiquan.basics.settings import Settings

KEY_BYTES = 50
DEMO_MARK = "DEMO"
"""File in the lake's folder that says everything in it is made up."""


@dataclass(frozen=True, slots=True)
class Place:
    """Folders of the site under the home of everything stored."""

    home: Path

    @property
    def desk(self) -> Path:
        """Folder of the desk: its database and its key."""
        return self.home / "desk"

    @property
    def database(self) -> Path:
        """The SQLite file of the desk."""
        return self.desk / "desk.sqlite3"

    @property
    def key(self) -> Path:
        """File of the key that signs sessions; made on first start, readable by its owner only."""
        return self.desk / "secret.key"

    @property
    def uploads(self) -> Path:
        """Files people sent in, by hash."""
        return self.home / "uploads"

    @property
    def kept(self) -> Path:
        """Answers worked out before, by what they depend on; may be deleted at any time."""
        return self.home / "cache" / "answers"


def place_of(settings: Settings) -> Place:
    """The site's folders under the settings in force."""
    return Place(settings.home)


def make_ready(place: Place) -> None:
    """Have the folders and the key; an existing key stays."""
    for folder in (place.desk, place.uploads, place.kept):
        folder.mkdir(parents=True, exist_ok=True)
    place.desk.chmod(0o700)
    if not place.key.exists():
        draft = place.key.with_suffix(".new")
        draft.touch(mode=0o600, exist_ok=True)
        draft.write_text(secrets.token_urlsafe(KEY_BYTES), "ascii")
        draft.replace(place.key)


def read_key(place: Place) -> str:
    """The key, or one of this process only when none was made (checks and tools that never serve)."""
    return place.key.read_text("ascii") if place.key.exists() else secrets.token_urlsafe(KEY_BYTES)
