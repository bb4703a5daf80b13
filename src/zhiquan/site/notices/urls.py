"""Addresses of letters (邮件提醒地址)."""

from __future__ import annotations

from zhiquan.site.gate.doors import door
from zhiquan.site.gate.policy import May
from zhiquan.site.notices import views

DOORS = [
    door("desk/account/notices/", views.own_notices, name="own-notices", needs=May.SEE_OWN_ACCOUNT),
]
