"""The app as Django knows it."""

from importlib import import_module

from django.apps import AppConfig

__all__ = ["DraftingConfig"]


class DraftingConfig(AppConfig):
    """``drafting``; its tables are named ``drafting_…``."""

    name = "citypact.apps.drafting"
    label = "drafting"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make events, letters, what is kept of people, and the way to the editor known."""
        import_module("citypact.apps.drafting.events")
        import_module("citypact.apps.drafting.own")
        import_module("citypact.apps.drafting.telling")
        import_module("citypact.apps.drafting.way_in")
