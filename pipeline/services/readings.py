"""Who read a stored file, written down at every host that the file is entrusted to."""

from datetime import datetime

from contest.selectors.files import entry_files_of
from core.models import StoredFile
from core.services.audit import reading_record
from core.viewer import Viewer
from pipeline.selectors.deck_projects import projects_of_deck


def file_reading_record(*, file: StoredFile, viewer: Viewer, at: datetime) -> None:
    """Before the first byte leaves: a reading that cannot be written down does not happen."""
    hosts = {placed.entry.edition.contest.host for placed in entry_files_of(file=file)}
    hosts |= {project.host for project in projects_of_deck(file=file)}
    for host in sorted(hosts, key=lambda host: host.pk):
        reading_record(
            host=host,
            type="file.read",
            person_id=viewer.person_id,
            subject=("file", file.uid),
            at=at,
        )
