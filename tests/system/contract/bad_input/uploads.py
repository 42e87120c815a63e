"""Uploads that wait for their last step, each with something wrong about it."""

from __future__ import annotations

import hashlib

from contest.services.files import entry_upload_open
from core.files.limits import MIB
from core.models import Upload
from core.selectors.viewers import viewer_for
from core.services.uploads import upload_abandon, upload_part_store
from tests.factories.files import pdf
from tests.system.contract.bad_input import hostile
from tests.worlds import Day

_HERO = 1
WRONG_HASH = "0" * 64


def uploads_open(built: Day) -> dict[str, str]:
    """`up_<what>` of every prepared upload."""
    sound = pdf(pages=2, text="replacement")
    made = {
        "up_begun": _open(built, sound),
        "up_two_parts": _announced(built, 5 * MIB + 1, WRONG_HASH),
        "up_one_of_two": _announced(built, 5 * MIB + 1, WRONG_HASH),
        "up_wrong_hash": _sent(built, sound, WRONG_HASH),
        "up_truncated": _sent(built, hostile.truncated_pdf()),
        "up_html_inside": _sent(built, hostile.html_as_pdf()),
        "up_html": _sent(built, hostile.html_named_pdf()),
        "up_empty": _sent(built, hostile.empty_pdf()),
        "up_locked": _sent(built, hostile.locked_pdf()),
        "up_too_long": _sent(built, pdf(pages=81)),
        "up_sound": _sent(built, sound),
        "up_abandoned": upload_abandon(upload=_open(built, sound)),
    }
    _part(built, made["up_one_of_two"], 2, b"x")
    return {name: str(upload.uid) for name, upload in made.items()}


def _sent(built: Day, content: bytes, sha256: str = "") -> Upload:
    """Announced and sent whole; only completing it is left."""
    upload = _open(built, content, sha256)
    _part(built, upload, 1, content)
    return upload


def _open(built: Day, content: bytes, sha256: str = "") -> Upload:
    return _announced(built, len(content), sha256 or hashlib.sha256(content).hexdigest())


def _announced(built: Day, size: int, sha256: str) -> Upload:
    return entry_upload_open(
        entry=built.entry(_HERO),
        slot="deck",
        name="deck.pdf",
        size=size,
        sha256=sha256,
        actor=built.person("leader_1"),
        at=built.final.now,
    )


def _part(built: Day, upload: Upload, number: int, body: bytes) -> None:
    viewer = viewer_for(account=built.account("leader_1"), device_id=None, at=built.final.now)
    upload_part_store(
        upload_id=upload.uid, number=number, body=body, viewer=viewer, at=built.final.now
    )
