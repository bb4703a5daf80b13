"""Django's settings, made from the product's own (网站设置). Only Django reads this module."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from zhiquan.basics.settings import read_settings
from zhiquan.site.database import database_settings
from zhiquan.site.mailing import mail_of
from zhiquan.site.place import place_of, read_key
from zhiquan.site.running.logs import logging_settings

_OWN = read_settings(os.environ, folder=Path.cwd())
_PLACE = place_of(_OWN)
_HERE = Path(__file__).parent

SECRET_KEY = read_key(_PLACE)
DEBUG = False
ALLOWED_HOSTS = [host.strip() for host in _OWN.hosts.split(",") if host.strip()]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if not host.startswith("[")]
IS_BEHIND_TLS = _OWN.tls
DIGEST = _OWN.digest

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "zhiquan.site.accounts",
    "zhiquan.site.api",
    "zhiquan.site.audit",
    "zhiquan.site.jobs",
    "zhiquan.site.shell",
    "zhiquan.site.imports",
    "zhiquan.site.voice",
    "zhiquan.site.duties",
    "zhiquan.site.deadlines",
    "zhiquan.site.watching",
    "zhiquan.site.collecting",
    "zhiquan.site.notices",
]

MIDDLEWARE = [
    "zhiquan.site.running.watching.Watching",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "zhiquan.site.shell.headers.SafeHeaders",
    "zhiquan.site.api.middleware.ApiAnswers",
    "zhiquan.site.shell.sizes.RequestSizes",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "zhiquan.site.accounts.sessions.SessionLimits",
    "zhiquan.site.shell.nulls.NoNulls",
    "zhiquan.site.shell.failures.Failures",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "zhiquan.site.urls"
WSGI_APPLICATION = "zhiquan.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_HERE / "templates"],
        "OPTIONS": {
            "loaders": [
                ("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"]),
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "zhiquan.site.shell.context.shell",
            ],
            "builtins": ["zhiquan.site.shell.templatetags.zhiquan", "django.templatetags.i18n"],
            "libraries": {"zhiquan": "zhiquan.site.shell.templatetags.zhiquan"},
        },
    }
]

DATABASES = {"default": database_settings(_OWN.database_url, default=_PLACE.database)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "background"]}}
JOB_LEASE = timedelta(seconds=_OWN.lease)

MAIL = mail_of(_OWN.mail_url, sender=_OWN.mail_from, site=_OWN.site_url)
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # letters leave by MAIL alone

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "zhiquan.site.accounts.passwords.MixedCharacters"},
    {"NAME": "zhiquan.site.accounts.passwords.NotTheLastOne"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "desk"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_USERNAME_CALLABLE = "zhiquan.site.accounts.locking.name_locked"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_LOCKOUT_CALLABLE = "zhiquan.site.accounts.locking.locked_out"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = IS_BEHIND_TLS
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_IDLE_SECONDS = 30 * 60
CSRF_COOKIE_SECURE = IS_BEHIND_TLS
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "zhiquan.site.shell.failures.csrf_failed"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if IS_BEHIND_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_BEHIND_TLS else None
X_FRAME_OPTIONS = "DENY"

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
UPLOAD_LIMIT = 500 * 1024 * 1024
API_PER_MINUTE = {"address": 300, "token": 600, "account": 1_200}
SEARCHES_PER_MINUTE = 300

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [_HERE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATICFILES_DIRS = [_HERE / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600

LOGGING = logging_settings(_OWN.log)
