"""The app as Django knows it."""

from django.apps import AppConfig

__all__ = ["ConductConfig"]


class ConductConfig(AppConfig):
    """``conduct``; its tables are named ``conduct_…``."""

    name = "citypact.apps.conduct"
    label = "conduct"
    default_auto_field = "django.db.models.BigAutoField"
