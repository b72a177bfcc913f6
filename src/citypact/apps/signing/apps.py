"""The app as Django knows it."""

from django.apps import AppConfig

__all__ = ["SigningConfig"]


class SigningConfig(AppConfig):
    """``signing``; its tables are named ``signing_…``."""

    name = "citypact.apps.signing"
    label = "signing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the mails known."""
        from citypact.apps.signing import letters  # noqa: F401, PLC0415  needs the models
