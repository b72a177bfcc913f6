"""The app as Django knows it."""

from importlib import import_module

from django.apps import AppConfig

__all__ = ["CycleConfig"]


class CycleConfig(AppConfig):
    """``cycle``; its tables are named ``cycle_…``."""

    name = "citypact.apps.cycle"
    label = "cycle"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known what is done every day, who writes which mail, and what readers are shown."""
        for module in ("letters", "rail_notes", "reminding", "unpublished", "way_in"):
            import_module(f"{self.name}.{module}")
