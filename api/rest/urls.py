"""Every REST resource, a module each."""

from importlib import import_module

from django.urls import URLPattern, URLResolver

RESOURCES: tuple[str, ...] = (
    "calls",
    "consents",
    "correction_decisions",
    "corrections",
    "deliberations",
    "departures",
    "desk",
    "devices",
    "editions",
    "entries",
    "fairness",
    "files",
    "interference",
    "join",
    "judge",
    "memberships",
    "notes",
    "projects",
    "prospects",
    "publications",
    "ranking",
    "ranking_sheets",
    "registers",
    "results",
    "rooms",
    "rounds",
    "rulebook_changes",
    "screens",
    "seats",
    "session",
    "sheets",
    "sign_ins",
    "slots",
    "stages",
    "supervision",
    "teams",
    "uploads",
    "what_ifs",
)


def _patterns() -> list[URLPattern | URLResolver]:
    found: list[URLPattern | URLResolver] = []
    for name in RESOURCES:
        found.extend(import_module(f"api.rest.{name}").urlpatterns)
    return found


urlpatterns = _patterns()
