"""The app as Django knows it."""

from django.apps import AppConfig

__all__ = ["WorkspaceConfig"]


class WorkspaceConfig(AppConfig):
    """``workspace``; its tables are named ``workspace_…``."""

    name = "citypact.apps.workspace"
    label = "workspace"
    default_auto_field = "django.db.models.BigAutoField"
