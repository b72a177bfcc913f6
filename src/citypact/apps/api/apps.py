"""The app as Django knows it."""

from django.apps import AppConfig

__all__ = ["ApiConfig"]


class ApiConfig(AppConfig):
    """``api``; its tables are named ``api_…``."""

    name = "citypact.apps.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"
