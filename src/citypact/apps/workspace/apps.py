"""The app as Django knows it."""

from importlib import import_module

from django.apps import AppConfig

__all__ = ["WorkspaceConfig"]


class WorkspaceConfig(AppConfig):
    """``workspace``; its tables are named ``workspace_…``."""

    name = "citypact.apps.workspace"
    label = "workspace"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the kinds of events known, whichever page is asked for first."""
        import_module("citypact.apps.workspace.events")
