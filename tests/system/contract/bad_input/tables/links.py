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

CASES = [*SEATS, *TEAMS]
