"""The app as Django knows it."""

from importlib import import_module

from django.apps import AppConfig

__all__ = ["PartiesConfig"]


class PartiesConfig(AppConfig):
    """``parties``; its tables are named ``parties_…``."""

    name = "citypact.apps.parties"
    label = "parties"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make events and letters known, and listen to what happens to accounts."""
        import_module("citypact.apps.parties.events")
        import_module("citypact.apps.parties.letters")
        import_module("citypact.apps.parties.credentials")
