"""The site as a WSGI application, for granian (网站入口)."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhiquan.site.settings")
application = get_wsgi_application()

from zhiquan.site.finding.room import warm_indexes  # noqa: E402 - after Django is ready
from zhiquan.site.holding import hold_desk  # noqa: E402 - likewise
from zhiquan.site.office.house import house  # noqa: E402 - likewise
from zhiquan.site.office.warming import begin_warming  # noqa: E402 - likewise

hold_desk(house().place)

begin_warming(warm_indexes)
