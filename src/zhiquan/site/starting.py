"""Getting Django ready in a process of ours (启动网站环境)."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

from zhiquan.basics.errors import BadInput
from zhiquan.basics.settings import Settings, read_settings
from zhiquan.basics.words import Words
from zhiquan.site.holding import hold_desk
from zhiquan.site.place import DEMO_MARK, make_ready, place_of


def start(settings: Settings | None = None, *, makes_home: bool = True) -> Settings:
    """Have folders and key, then Django; the settings in force.

    Args:
        settings: those in force; read anew by default.
        makes_home: False for programs that only look at a home, or are about to restore one.

    Raises:
        BadInput: the packages of the site are not installed.
    """
    found = settings or read_settings(os.environ, folder=Path.cwd())
    if makes_home:
        make_ready(place_of(found))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhiquan.site.settings")
    try:
        import django  # noqa: PLC0415 - a library without the site works without it
    except ImportError as problem:
        raise BadInput(
            Words("没有安装网站所需的软件包", "the packages of the site are not installed"),
            remedy=Words("安装 zhiquan[site]。", "Install zhiquan[site]."),
        ) from problem
    django.setup()
    return found


def go_to_demo() -> None:
    """Let this process and its children serve the made-up district on its own day.

    Raises:
        BadInput: nobody made it yet.
    """
    home = read_settings(os.environ, folder=Path.cwd()).home / "demo"
    mark = home / "lake" / DEMO_MARK
    if not mark.exists():
        raise BadInput(
            Words("还没有演示区", "there is no made-up district yet"),
            where={"folder": home},
            remedy=Words("先运行 zhiquan demo。", "Run zhiquan demo first."),
        )
    os.environ["ZHIQUAN_HOME"] = str(home)
    os.environ["ZHIQUAN_LAKE"] = str(home / "lake")
    os.environ["ZHIQUAN_KNOWLEDGE"] = str(home / "knowledge")
    os.environ["ZHIQUAN_DATABASE_URL"] = "sqlite:///" + quote(str(home / "desk" / "desk.sqlite3"))
    os.environ.setdefault("ZHIQUAN_TODAY", mark.read_text("ascii").strip())


def bring_up_desk() -> None:
    """Make or upgrade the desk's tables, and hold the desk until this process ends.

    Raises:
        BadInput: the database cannot be reached.
        NotAllowed: the desk is of a newer product, or is being moved.
    """
    from django.conf import settings  # noqa: PLC0415 - after Django is ready
    from django.core.management import call_command  # noqa: PLC0415 - likewise

    from zhiquan.site.reaching import require_reachable, upgrading_alone  # noqa: PLC0415 - likewise
    from zhiquan.site.versions import require_not_newer, seen_migrations  # noqa: PLC0415 - likewise

    require_reachable(settings.DATABASES["default"])
    hold_desk(place_of(read_settings(os.environ, folder=Path.cwd())))
    with upgrading_alone():
        require_not_newer(seen_migrations())
        call_command("migrate", interactive=False, verbosity=0)
