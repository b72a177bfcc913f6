"""The app as Django knows it."""

from django.apps import AppConfig

__all__ = ["ApiConfig"]


class ApiConfig(AppConfig):
    """``api``; its tables are named ``api_…``."""

    name = "citypact.apps.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let people take along which programs they have let in."""
        from citypact.apps.api.tokens import tokens_of  # noqa: PLC0415  needs the models
        from citypact.apps.parties import belongings  # noqa: PLC0415  likewise

        belongings.register("programs", tokens_of)
