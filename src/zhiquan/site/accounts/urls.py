"""Addresses of accounts (账号地址)."""

from __future__ import annotations

from zhiquan.site.accounts import outside_views, views
from zhiquan.site.gate.doors import door
from zhiquan.site.gate.policy import May

DOORS = [
    door("sign-in/", views.sign_in, name="sign-in", needs=May.SEE_PUBLISHED),
    door("sign-in/outside/", outside_views.go, name="sign-in-outside", needs=May.SEE_PUBLISHED),
    door("sign-in/outside/back/", outside_views.back, name="sign-in-back", needs=May.SEE_PUBLISHED),
    door("sign-out/", views.sign_out, name="sign-out", needs=May.SEE_PUBLISHED),
    door("sign-in/code/", views.factor, name="factor", needs=May.SEE_PUBLISHED),
    door("sign-in/code/set-up/", views.factor_set_up, name="factor-set-up", needs=May.SEE_PUBLISHED),
    door("sign-in/password/", views.password, name="password", needs=May.SEE_PUBLISHED),
    door("desk/account/", views.own_account, name="own-account", needs=May.SEE_OWN_ACCOUNT),
    door("desk/accounts/", views.account_list, name="accounts", needs=May.RUN_ACCOUNTS),
    door("desk/accounts/new/", views.account_new, name="account-new", needs=May.RUN_ACCOUNTS),
    door("desk/accounts/<str:username>/", views.account_edit, name="account", needs=May.RUN_ACCOUNTS),
]
