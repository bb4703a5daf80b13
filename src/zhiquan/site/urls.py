"""Every address of the site, each behind the gate; English at the same address under ``/en/`` (网址)."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns

from zhiquan.site.accounts.urls import DOORS as ACCOUNTS
from zhiquan.site.api.urls import DOORS as API
from zhiquan.site.api.urls import ROUTES as API_ROUTES
from zhiquan.site.audit.urls import DOORS as AUDIT
from zhiquan.site.collecting.urls import DOORS as COLLECTING
from zhiquan.site.deadlines.urls import DOORS as DEADLINES
from zhiquan.site.deadlines.urls import ROUTES as DEADLINES_ROUTES
from zhiquan.site.duties.urls import DOORS as DUTIES
from zhiquan.site.finding.urls import DOORS as FINDING
from zhiquan.site.imports.urls import DOORS as IMPORTS
from zhiquan.site.jobs.urls import DOORS as JOBS
from zhiquan.site.notices.urls import DOORS as NOTICES
from zhiquan.site.plans.urls import DOORS as PLANS
from zhiquan.site.portal.urls import DOORS as PORTAL
from zhiquan.site.registry.urls import DOORS as REGISTRY
from zhiquan.site.review.urls import DOORS as REVIEW
from zhiquan.site.running.urls import DOORS as RUNNING
from zhiquan.site.sheets.urls import DOORS as SHEETS
from zhiquan.site.shell.urls import DOORS as SHELL
from zhiquan.site.voice.urls import DOORS as VOICE
from zhiquan.site.watching.urls import DOORS as WATCHING

ALL_DOORS = [
    *PORTAL,
    *PLANS,
    *DUTIES,
    *DEADLINES,
    *SHEETS,
    *FINDING,
    *WATCHING,
    *COLLECTING,
    *REGISTRY,
    *IMPORTS,
    *REVIEW,
    *VOICE,
    *JOBS,
    *AUDIT,
    *RUNNING,
    *ACCOUNTS,
    *NOTICES,
    *API,
    *SHELL,
]
urlpatterns = [*API_ROUTES, *DEADLINES_ROUTES, *i18n_patterns(*ALL_DOORS, prefix_default_language=False)]

handler400 = "zhiquan.site.shell.failures.bad_request"
handler404 = "zhiquan.site.shell.failures.not_found"
handler500 = "zhiquan.site.shell.failures.server_error"
