"""The app as Django knows it."""

from django.apps import AppConfig

__all__ = ["ContractsConfig"]


class ContractsConfig(AppConfig):
    """``contracts``; its tables are named ``contracts_…``."""

    name = "citypact.apps.contracts"
    label = "contracts"
    default_auto_field = "django.db.models.BigAutoField"
