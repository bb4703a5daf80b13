"""Addresses of the register (登记册地址)."""

from __future__ import annotations

from zhiquan.site.gate.doors import door
from zhiquan.site.gate.policy import May
from zhiquan.site.registry import public_views, views

DOORS = [
    door("rights/<path:name>/", public_views.right, name="right", needs=May.SEE_PUBLISHED),
    door("parties/<str:name>/", public_views.party, name="party", needs=May.SEE_PUBLISHED),
    door("desk/rights/", views.rights, name="rights", needs=May.SEE_REGISTER),
    door("desk/rights/file/", views.rights_csv, name="rights-csv", needs=May.EXPORT),
    door("desk/exports/<str:name>/", views.rights_file, name="rights-file", needs=May.EXPORT),
    door("desk/rights/<path:name>/", views.right, name="desk-right", needs=May.SEE_REGISTER),
    door("desk/party/", views.own_party, name="own-party", needs=May.SEE_REGISTER),
    door("desk/parties/", views.parties, name="parties", needs=May.SEE_REGISTER),
    door("desk/parties/<str:name>/fees/", views.party_fees, name="party-fees", needs=May.EXPORT),
    door("desk/parties/<str:name>/", views.party, name="desk-party", needs=May.SEE_REGISTER),
    door(
        "desk/lines/<str:batch>/<path:sheet>/<int:line>/", views.source_line, name="source-line", needs=May.SEE_ORIGIN
    ),
]  # fmt: skip
