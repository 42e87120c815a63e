"""Links: used, expired, revoked, foreign; and looking at one consumes nothing."""

from datetime import timedelta

from tests.system.contract.bad_input.case import Case

_KEY = {"device_key": "k", "device_label": "iPad"}
_LONG_AFTER = timedelta(days=90)


def _seat(name: str, who: str, token: str, says: str, body: object = None, **more: object) -> Case:
    door = f"POST /api/v1/join/{{{token}}}"
    return Case(f"seat link {name}", "judging", who, door, says, body or _KEY, **more)  # type: ignore[arg-type]


def _team(name: str, who: str, token: str, says: str, body: object = None, **more: object) -> Case:
    door = f"POST /api/v1/join/{{{token}}}"
    return Case(f"team link {name}", "open", who, door, says, body or {}, **more)  # type: ignore[arg-type]


SEATS = [
    _seat("that was used", "anonymous", "used_token", "409 link_used"),
    _seat("that was used, somebody else", "chair", "used_token", "409 link_foreign"),
    _seat("that was taken back", "anonymous", "revoked_token", "409 link_used"),
    _seat("that was taken back, own", "judge", "revoked_token", "409 link_used"),
    _seat("that ran out", "anonymous", "token", "409 link_expired", later=_LONG_AFTER),
    _seat("that ran out, own", "judge", "token", "409 link_expired", later=_LONG_AFTER),
    _seat("of a colleague", "chair", "token", "409 link_foreign"),
    _seat("of a judge, for a team", "team_leader", "token", "409 link_foreign"),
    _seat("of a judge, for the office", "organizer", "token", "409 link_foreign"),
    _seat("without the token of the page", "anonymous", "token", "403 csrf_failed", csrf=False),
    _seat("without the token, own", "judge", "token", "403 csrf_failed", csrf=False),
    _seat("with an unknown field", "anonymous", "token", "400 field_unknown", {"seat": 1}),
    _seat("with a key that is too long", "anonymous", "token", "400 field_invalid",
          {"device_key": "k" * 2001}),
    _seat("with a NUL", "anonymous", "token", "400 field_invalid", {"device_label": "a\x00b"}),
    Case("seat link looked at", "judging", "anonymous", "GET /api/v1/join/{token}", "200"),
    Case("seat link that is none", "judging", "anonymous", "POST /api/v1/join/nobody-made-this",
         "404 not_found", _KEY),
    Case("seat link of SQL", "judging", "anonymous", "GET /api/v1/join/'%20OR%20'1'='1",
         "404 not_found"),
    Case("seat link of dots", "judging", "anonymous", "GET /api/v1/join/%2E%2E%00",
         "404 not_found"),
]  # fmt: skip

TEAMS = [
    _team("of nobody", "anonymous", "team_token", "401 sign_in_required"),
    _team("that was used", "stranger", "used_team_token", "409 link_used"),
    _team("that was taken back", "stranger", "revoked_team_token", "409 link_used"),
    _team("that ran out", "stranger", "team_token", "409 link_expired",
          later=timedelta(hours=73)),
    _team("for another address", "stranger", "addressed_token", "409 link_foreign"),
    _team("into one's own team", "team_leader", "team_token", "409 already_member"),
    _team("without the token", "stranger", "team_token", "403 csrf_failed", csrf=False),
    _team("with an unknown field", "stranger", "team_token", "400 field_unknown",
          {"role": "leader"}),
    _team("with an address that is none", "stranger", "team_token", "400 field_invalid",
          {"email": "x"}),
    Case("team link looked at", "open", "stranger", "GET /api/v1/join/{team_token}", "200"),
]  # fmt: skip

_ENTER = "POST /api/v1/join/code"
_TYPED = {"edition": "{edition_id}", "code": "274913"}
_WINDOW = {"opens_at": "2026-11-25T09:00:00Z", "closes_at": "2026-11-25T08:00:00Z"}
_ISSUE = "POST /api/v1/rounds/{round_id}/table-codes"

CODES = [
    Case("code that is none", "judging", "anonymous", _ENTER, "403 table_code_refused", _TYPED),
    Case("code without the token", "judging", "anonymous", _ENTER, "403 csrf_failed", _TYPED,
         csrf=False),
    Case("code of five digits", "judging", "anonymous", _ENTER, "400 field_invalid",
         {**_TYPED, "code": "27491"}),
    Case("code with an unknown field", "judging", "anonymous", _ENTER, "400 field_unknown",
         {**_TYPED, "seat": 1}),
    Case("code of no edition", "judging", "anonymous", _ENTER, "400 field_invalid",
         {"edition": "x", "code": "274913"}),
    Case("seat by no code", "judging", "stranger", "POST /api/v1/join/code/seat",
         "409 code_request_over", {"device_key": "k"}),
    Case("codes for a window that ends first", "judging", "organizer", _ISSUE,
         "400 field_invalid", _WINDOW),
    Case("codes for no window", "judging", "organizer", _ISSUE, "400 field_invalid", {}),
    Case("codes for numbers", "judging", "organizer", _ISSUE, "400 field_invalid",
         {"opens_at": 1, "closes_at": 2}),
    Case("codes by the technician", "judging", "technician", _ISSUE, "403 not_allowed", _WINDOW),
]  # fmt: skip

CASES = [*SEATS, *TEAMS, *CODES]
