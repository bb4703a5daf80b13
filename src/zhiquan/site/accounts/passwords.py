"""Rules for passwords beyond Django's own (口令规则)."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_CLASSES = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^A-Za-z0-9]")
LEAST_CLASSES = 3


class MixedCharacters:
    """At least three of: small letters, capitals, digits, other signs (字符种类)."""

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ANN401 - Django's interface
        """Refuse a password of fewer kinds of characters."""
        del user
        if sum(bool(re.search(one, password)) for one in _CLASSES) < LEAST_CLASSES:
            raise ValidationError(self.get_help_text(), code="password_too_uniform")

    def get_help_text(self) -> str:
        """The rule in words."""
        return _("大写字母、小写字母、数字、其他符号中至少用三种。")


class NotTheLastOne:
    """Neither the password in use nor the one before it (不得重复)."""

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ANN401 - Django's interface
        """Refuse a password used just before."""
        used = [getattr(user, name, "") for name in ("password", "last_password")] if user is not None else []
        if any(one and check_password(password, one) for one in used):
            raise ValidationError(self.get_help_text(), code="password_used_before")

    def get_help_text(self) -> str:
        """The rule in words."""
        return _("不能与现在或上一次的口令相同。")
