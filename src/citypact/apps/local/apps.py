"""The app as Django knows it."""

from django.apps import AppConfig

__all__ = ["LocalConfig"]


class LocalConfig(AppConfig):
    """``local``; its tables are named ``local_…``."""

    name = "citypact.apps.local"
    label = "local"
    default_auto_field = "django.db.models.BigAutoField"
