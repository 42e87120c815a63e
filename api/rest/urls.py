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
    "draws",
    "door",
    "editions",
    "entries",
    "fairness",
    "files",
    "incidents",
    "interference",
    "join",
    "judge",
    "left_marks",
    "mark_changes",
    "late_changes",
    "memberships",
    "notes",
    "papers",
    "overrides",
    "projects",
    "prospects",
    "publications",
    "ranking",
    "ranking_sheets",
    "reopenings",
    "registers",
    "results",
    "rooms",
    "rounds",
    "rulebook_changes",
    "screens",
    "seatings",
    "seats",
    "session",
    "sheets",
    "sign_ins",
    "slots",
    "stages",
    "substitutions",
    "supervision",
    "teams",
    "transfers",
    "turns",
    "uploads",
    "what_ifs",
)


def _patterns() -> list[URLPattern | URLResolver]:
    found: list[URLPattern | URLResolver] = []
    for name in RESOURCES:
        found.extend(import_module(f"api.rest.{name}").urlpatterns)
    return found


urlpatterns = _patterns()
