"""The app as Django knows it."""

from importlib import import_module

from django.apps import AppConfig

__all__ = ["ApiConfig"]


class ApiConfig(AppConfig):
    """``api``; its tables are named ``api_…``."""

    name = "citypact.apps.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let people take along which programs they have let in."""
        import_module("citypact.apps.api.own")
