"""Accounts as stored (账号表)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from zhiquan.site.gate.policy import ROLE_WORDS, SECOND_FACTOR, Role

ACCOUNT_ROLES = [role for role in Role if role is not Role.PUBLIC]


class Accounts(BaseUserManager["Account"]):
    """Making and finding accounts (账号管理器)."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """The account of a name, in whatever case it is typed."""
        return self.get(username__iexact=username)


class Account(AbstractBaseUser):
    """One person's account (账号).

    ``role`` decides what it may do; ``unit``, ``town`` and ``party`` how far its sight reaches.
    """

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=60)
    role = models.CharField(max_length=20, choices=[(role.value, ROLE_WORDS[role].zh) for role in ACCOUNT_ROLES])
    section = models.CharField(max_length=80, blank=True)
    unit = models.CharField(max_length=120, blank=True)
    town = models.CharField(max_length=60, blank=True)
    party = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    must_change_password = models.BooleanField(default=True)
    last_password = models.CharField(max_length=256, blank=True)
    factor_secret = models.CharField(max_length=64, blank=True)
    factor_since = models.DateTimeField(null=True, blank=True)
    factor_step = models.BigIntegerField(default=0)
    factor_failures = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = Accounts()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "role"]

    class Meta:
        ordering: ClassVar[list[str]] = ["username"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in ACCOUNT_ROLES]), name="account_role_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.username

    @property
    def owes_second_factor(self) -> bool:
        """True for roles that sign in with a time code; accounts of the made-up district are let off."""
        return Role(self.role) in SECOND_FACTOR and not self.is_demo

    @property
    def has_second_factor(self) -> bool:
        """True once a time code has been confirmed."""
        return self.factor_since is not None

    def set_password(self, raw_password: str | None) -> None:
        """Set a password and keep the hash of the one before, which may not be used again."""
        if self.password:
            self.last_password = self.password
        super().set_password(raw_password)
