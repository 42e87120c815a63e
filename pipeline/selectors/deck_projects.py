"""The projects that a stored file is the deck of."""

from core.models import StoredFile
from pipeline.models import Project


def projects_of_deck(*, file: StoredFile) -> list[Project]:
    """With the prospect, whose end closes the deck."""
    return list(Project.objects.filter(deck=file).select_related("prospect", "host"))
