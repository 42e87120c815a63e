from django.apps import AppConfig

from core.ports import wiring_check


class CoreConfig(AppConfig):
    name = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Every model is loaded by now, so the services behind the ports can be."""
        wiring_check()
