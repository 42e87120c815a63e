"""Files: announced wrongly, sent wrongly, completed wrongly; the file in its slot stays."""

from datetime import timedelta

from core.files.limits import MIB
from tests.system.contract.bad_input.case import Case

_LATE = timedelta(days=11)
_OPEN = "POST /api/v1/uploads"
_HASH = "0" * 64


def _announced(title: str, says: str, *, who: str = "team_leader", csrf: bool = True,
               later: timedelta = timedelta(), **changes: object) -> Case:  # fmt: skip
    body = {
        "subject_kind": "entry",
        "subject_id": "{entry_id}",
        "slot": "deck",
        "name": "deck.pdf",
        "size": 1000,
        "sha256": _HASH,
        **changes,
    }
    return Case(f"upload {title}", "open", who, _OPEN, says, body, csrf=csrf, later=later)


def _part(name: str, says: str, upload: str, number: object, body: bytes, *,
          who: str = "team_leader", csrf: bool = True, length: str | None = None,
          **headers: str) -> Case:  # fmt: skip
    if length is not None:
        headers["Content-Length"] = length
    door = f"PUT /api/v1/uploads/{{{upload}}}/parts/{number}"
    return Case(f"part {name}", "open", who, door, says, body, headers, csrf)


def _done(name: str, says: str, upload: str, *, who: str = "team_leader", **more: object) -> Case:
    door = f"POST /api/v1/uploads/{{{upload}}}/complete"
    return Case(f"complete {name}", "open", who, door, says, {}, **more)  # type: ignore[arg-type]


ANNOUNCED = [
    _announced("of nothing", "400 field_invalid", size=0),
    _announced("of less than nothing", "400 field_invalid", size=-5),
    _announced("of 100 MiB and a byte", "400 file_too_large", size=100 * MIB + 1),
    _announced("beyond all", "400 file_too_large", size=10**30),
    _announced("with a hash that is none", "400 field_invalid", sha256="z" * 64),
    _announced("with a hash in capitals", "400 field_invalid", sha256="A" * 64),
    _announced("for a slot that is none", "400 field_invalid", slot="video"),
    _announced("for something else", "400 field_invalid", subject_kind="project"),
    _announced("of a program", "400 file_kind_refused", name="deck.exe"),
    _announced("of a program named twice", "400 file_kind_refused", name="deck.pdf.exe"),
    _announced("with a path", "400 file_kind_refused", name="../../etc/passwd.pdf"),
    _announced("with a backslash", "400 file_kind_refused", name="..\\deck.pdf"),
    _announced("with a line in its name", "400 file_kind_refused",
               name="a\r\nSet-Cookie: x=1.pdf"),
    _announced("with a NUL in its name", "400 field_invalid", name="deck.pdf\x00.exe"),
    _announced("written from right to left", "400 file_kind_refused", name="deck\u202efdp.pdf"),
    _announced("with a name that is too long", "400 field_invalid", name="x" * 197 + ".pdf"),
    _announced("with an unknown field", "400 field_unknown", part_size=1),
    _announced("for another team", "404 not_found", subject_id="{rival}"),
    _announced("for another host", "404 not_found", subject_id="{away_entry}"),
    _announced("of nobody", "401 sign_in_required", who="anonymous"),
    _announced("without the token", "403 csrf_failed", csrf=False),
    _announced("after the deadline", "409 deadline_passed", later=_LATE),
    Case("upload after the decision", "closed", "team_leader", _OPEN, "409 entry_locked",
         {"subject_kind": "entry", "subject_id": "{entry_id}", "slot": "deck", "name": "d.pdf",
          "size": 9, "sha256": _HASH}),
]  # fmt: skip

PARTS = [
    _part("too short", "400 upload_part_size", "up_two_parts", 1, b"x"),
    _part("too long", "400 upload_part_size", "up_two_parts", 2, b"xy"),
    _part("longer than it says", "400 upload_part_size", "up_two_parts", 2, b"xy",
          length="1"),
    _part("shorter than it says", "400 upload_part_size", "up_two_parts", 2, b"",
          length="1"),
    _part("beyond the count", "400 upload_part_unknown", "up_two_parts", 3, b"x"),
    _part("before the first", "400 upload_part_unknown", "up_two_parts", 0, b"x"),
    _part("beyond all", "400 upload_part_unknown", "up_two_parts", 10**30, b"x"),
    _part("of 17 MiB", "413 body_too_large", "up_two_parts", 1, b"",
          length=str(17 * MIB)),
    _part("without a length", "411 length_missing", "up_two_parts", 2, b"x",
          length=""),
    _part("with a length of words", "411 length_missing", "up_two_parts", 2, b"x",
          length="many"),
    _part("with a length of 5,000 digits", "413 body_too_large", "up_two_parts", 2, b"x",
          length="9" * 5000),
    _part("of another team's upload", "404 not_found", "up_two_parts", 2, b"x", who="other_team"),
    _part("of a member", "404 not_found", "up_two_parts", 2, b"x", who="team_member"),
    _part("of another host", "404 not_found", "away_upload_id", 1, b"x"),
    _part("of nobody", "401 sign_in_required", "up_two_parts", 2, b"x", who="anonymous"),
    _part("without the token", "403 csrf_failed", "up_two_parts", 2, b"x", csrf=False),
    _part("from elsewhere", "403 csrf_failed", "up_two_parts", 2, b"x",
          Origin="https://evil.example"),
    _part("of a complete upload", "409 upload_state_refused", "upload_id", 1, b"x"),
    _part("of an abandoned upload", "409 upload_state_refused", "up_abandoned", 1, b"x"),
    Case("part by POST", "open", "team_leader", "POST /api/v1/uploads/{up_two_parts}/parts/2",
         "405 method_refused", b"x"),
]  # fmt: skip

COMPLETED = [
    _done("without parts", "409 upload_incomplete", "up_begun"),
    _done("with one part of two", "409 upload_incomplete", "up_one_of_two"),
    _done("with another hash", "400 file_hash_mismatch", "up_wrong_hash"),
    _done("cut in half", "400 file_truncated", "up_truncated"),
    _done("web page dressed as PDF", "400 file_kind_refused", "up_html_inside"),
    _done("web page named PDF", "400 file_kind_refused", "up_html"),
    _done("PDF of no page", "400 file_kind_refused", "up_empty"),
    _done("PDF with a password", "400 file_kind_refused", "up_locked"),
    _done("PDF of 81 pages", "400 file_too_many_pages", "up_too_long"),
    _done("after the deadline", "409 deadline_passed", "up_sound", later=_LATE),
    _done("by a member", "404 not_found", "up_sound", who="team_member"),
    _done("by another team", "404 not_found", "up_sound", who="other_team"),
    _done("without the token", "403 csrf_failed", "up_sound", csrf=False),
    _done("of nobody", "401 sign_in_required", "up_sound", who="anonymous"),
    _done("twice", "200", "upload_id"),
    _done("what was abandoned", "409 upload_state_refused", "up_abandoned"),
    Case("give up what is complete", "open", "team_leader", "DELETE /api/v1/uploads/{upload_id}",
         "409 upload_state_refused"),
    Case("give up somebody else's", "open", "other_team", "DELETE /api/v1/uploads/{up_sound}",
         "404 not_found"),
    Case("give up without the token", "open", "team_leader", "DELETE /api/v1/uploads/{up_sound}",
         "403 csrf_failed", csrf=False),
    Case("file of another host", "open", "organizer", "GET /files/{away_file}", "404 not_found"),
]  # fmt: skip

CASES = [*ANNOUNCED, *PARTS, *COMPLETED]
