"""The test suite: development without a disk, a network or a slow password hash."""

from mcm_site.settings.development import *  # noqa: F403 - the other settings loosen production's

DEBUG = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
LOGGING["root"]["level"] = "WARNING"  # type: ignore[index]  # noqa: F405 - from *
MEDIA_ROOT = VAR_DIR / "test-media"  # noqa: F405 - from *
CARDS_ROOT = VAR_DIR / "test-cards"  # noqa: F405 - from *
# The tests' transactions live in one connection; a pool would hold others.
DATABASES["default"]["OPTIONS"].pop("pool", None)  # noqa: F405 - from *
# WhiteNoise warns about a folder that isn't there before `collectstatic`, and a warning is an error.
STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405 - from *
