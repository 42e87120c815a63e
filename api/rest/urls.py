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
    "door",
    "editions",
    "entries",
    "fairness",
    "files",
    "join",
    "judge",
    "memberships",
    "notes",
    "overrides",
    "projects",
    "prospects",
    "publications",
    "ranking",
    "ranking_sheets",
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
