"""The app as Django knows it."""

from django.apps import AppConfig

__all__ = ["DraftingConfig"]


class DraftingConfig(AppConfig):
    """``drafting``; its tables are named ``drafting_…``."""

    name = "citypact.apps.drafting"
    label = "drafting"
    default_auto_field = "django.db.models.BigAutoField"
