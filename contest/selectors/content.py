"""The content of a submission: what the team sends."""

from typing import Any

from contest.form import FIELDS
from contest.models import Entry
from contest.selectors.consents import live_consents
from contest.selectors.files import live_files
from contest.selectors.versions import latest_version


def content_of(*, entry: Entry) -> dict[str, Any]:
    """What the team sends: form, team, files and consents, without floats."""
    return {
        **{name: getattr(entry, name) for name in FIELDS},
        "team": entry.team.name,
        "track": entry.track.code if entry.track else None,
        "division": entry.division.code if entry.division else None,
        "files": [
            {
                "slot": placed.slot,
                "id": str(placed.file.uid),
                "name": placed.file.name,
                "sha256": placed.file.sha256,
                "size": placed.file.size,
                "kind": placed.file.kind,
                "pages": placed.file.pages,
            }
            for placed in live_files(entry=entry)
        ],
        "consents": [
            {
                "kind": consent.text.kind,
                "version": consent.text.version,
                "text_hash": consent.text.hash,
            }
            for consent in live_consents(entry=entry)
        ],
    }


def changed_since_submit(*, entry: Entry) -> bool:
    """Whether form or files differ from what was last sent; consents take effect by themselves."""
    version = latest_version(entry=entry)
    if version is None:
        return False
    now = content_of(entry=entry)
    return any(now[name] != version.content[name] for name in now if name != "consents")
