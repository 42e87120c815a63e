"""What the witness, the desk and the committee send."""

from tests.system.contract.bad_input.case import Case

_EDITION = "POST /api/v1/editions/{edition_id}"
_ASKED = {"kind": "question", "subject_kind": "edition", "text": "为什么？"}


def _note(name: str, says: str, more: dict[str, object], who: str = "witness") -> Case:
    body = {name: value for name, value in {**_ASKED, **more}.items() if value is not ...}
    door = f"{_EDITION}/supervision/notes"
    return Case(f"supervision: {name}", "judging", who, door, says, body)


def _line(name: str, says: str, body: object) -> Case:
    return Case(f"register: {name}", "judging", "event_desk", f"{_EDITION}/registers", says, body)


def _filed(name: str, says: str, body: object, who: str = "timekeeper") -> Case:
    return Case(f"interference: {name}", "judging", who, f"{_EDITION}/interference", says, body)


CASES = [
    _note("without words", "400 reason_missing", {"text": "  "}),
    _note("without a kind", "400 field_invalid", {"kind": ...}),
    _note("of no kind", "400 field_invalid", {"kind": "approve"}),
    _note("too long", "400 field_invalid", {"text": "问" * 601}),
    _note("a field too many", "400 field_unknown", {"unlock": True}),
    _note("a confirmation of nothing", "400 field_invalid", {"kind": "confirmation"}),
    _note("a question with a step", "400 field_invalid", {"step": "lock"}),
    _note("of a team that is none", "400 field_invalid",
          {"subject_kind": "slot", "subject": "x", "round": "{round_id}"}),
    _note("of an exception that is none", "400 field_invalid",
          {"subject_kind": "event", "subject": "log-x"}),
    _note("of a round that is none", "400 field_invalid",
          {"subject_kind": "round", "round": "{entry_id}"}),
    _note("by the organizer", "403 not_allowed", {}, who="organizer"),
    Case("exceptions: none", "judging", "witness", f"{_EDITION}/exceptions/seen",
         "400 field_invalid", {"events": []}),
    Case("exceptions: one that is none", "judging", "witness", f"{_EDITION}/exceptions/seen",
         "400 field_invalid", {"events": ["log--1"]}),
    Case("exceptions: another day", "judging", "witness",
         "GET /api/v1/editions/{edition_id}/exceptions?day=13.12.", "400 field_invalid"),
    Case("record: in another form", "judging", "witness",
         "GET /api/v1/editions/{edition_id}/supervision/record?form=odt", "400 field_invalid"),
    _line("nobody's", "400 field_invalid", {"kind": "phone", "name": ""}),
    _line("of no kind", "400 field_invalid", {"kind": "bag", "name": "评委一"}),
    _line("a name too long", "400 field_invalid", {"kind": "phone", "name": "名" * 81}),
    _filed("without words", "400 field_invalid", {"said": " "}),
    _filed("a day that is none", "400 field_invalid", {"said": "请关照", "happened_on": "昨天"}),
    _filed("by a judge", "404 not_found", {"said": "请关照"}, who="judge"),
]  # fmt: skip
