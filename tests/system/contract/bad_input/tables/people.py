"""A host's people: more than one may give, other hosts' people, ends that are none."""

from datetime import timedelta

from tests.system.contract.bad_input.case import Case

_PEOPLE = "/api/v1/hosts/{host_id}/memberships"
_ONE = f"{_PEOPLE}/{{membership_id}}"
_MATCH = {"If-Match": '"1"'}
_CREW = {"email": "new@newcomer.test", "role": "technician", "edition": "{edition_id}"}


def _give(name: str, says: str, who: str = "host_admin", **body: object) -> Case:
    return Case(f"people: {name}", "open", who, f"POST {_PEOPLE}", says, {**_CREW, **body})


def _edit(name: str, says: str, body: object, door: str = _ONE, **more: object) -> Case:
    headers = more.pop("headers", _MATCH)
    who = str(more.pop("who", "host_admin"))
    return Case(f"people: {name}", "open", who, f"PATCH {door}", says, body, headers)  # type: ignore[arg-type]


GIVEN = [
    _give("role that is none", "400 field_invalid", role="king"),
    _give("address that is none", "400 field_invalid", email="x"),
    _give("unknown field", "400 field_unknown", host="{host_id}"),
    _give("edition of another host", "400 field_invalid", edition="{away_edition}"),
    _give("end without a zone's sense", "400 field_invalid", until="tomorrow"),
    _give("end that is over", "400 field_invalid", until="2020-01-01T00:00:00Z"),
    _give("reason of 301 signs", "400 field_invalid", reason="x" * 301),
    _give("reason with a NUL", "400 field_invalid", reason="a\x00b"),
    _give("guest without an end", "400 guest_end_missing", role="executor"),
    _give("guest over marks", "400 guest_area_refused", role="scorekeeper",
          until="2035-01-01T00:00:00Z", organization={"name": {"zh": "承办"}}),
    _give("guest that was never here", "400 field_invalid", organization={"id": "{host_id}"}),
    _give("guest without a name", "400 field_invalid", organization={}),
    _give("guest with a wrong code", "400 field_invalid", until="2035-01-01T00:00:00Z",
          organization={"name": {"zh": "承办"}, "credit_code": "91350100M000100Y44"}),
    _give("executor for the whole host", "403 grant_beyond_own", role="executor", edition=None,
          until="2035-01-01T00:00:00Z"),
    _give("role of the platform", "403 grant_beyond_own", role="platform_admin", edition=None),
    _give("witness by the organizer", "403 grant_beyond_own", "organizer", role="witness"),
    _give("whole host by the organizer", "403 grant_beyond_own", "organizer", edition=None),
    _give("role for oneself", "403 own_role_refused", email="host-admin@policy.test"),
    _give("by a stranger", "404 not_found", "stranger"),
    _give("by another host's administrator", "404 not_found", "other.host_admin"),
    Case("people: without the token of the page", "open", "host_admin", f"POST {_PEOPLE}",
         "403 csrf_failed", _CREW, csrf=False),
]  # fmt: skip

CHANGED = [
    _edit("If-Match missing", "428 if_match_missing", {"until": None}, headers={}),
    _edit("If-Match stale", "412 edit_stale", {"until": None}, headers={"If-Match": '"9"'}),
    _edit("no end named", "400 field_invalid", {}),
    _edit("another role by the way", "400 field_unknown", {"until": None, "role": "host_admin"}),
    _edit("end in the past", "400 field_invalid", {"until": "2020-01-01T00:00:00Z"}),
    _edit("own time", "403 own_role_refused", {"until": "2035-01-01T00:00:00Z"},
          f"{_PEOPLE}/{{last_admin}}"),
    _edit("of the whole host by the organizer", "403 grant_beyond_own", {"until": None},
          f"{_PEOPLE}/{{host_wide}}", who="organizer"),
    _edit("by another host", "404 not_found", {"until": None}, who="other.host_admin"),
    _edit("that is none", "404 not_found", {"until": None}, f"{_PEOPLE}/{{edition_id}}"),
    Case("people: end of the last administrator", "open", "host_admin",
         f"POST {_PEOPLE}/{{last_admin}}/end", "409 last_admin", {}, _MATCH),
    Case("people: end without If-Match", "open", "host_admin", f"POST {_ONE}/end",
         "428 if_match_missing", {}),
    Case("people: list with a NUL", "open", "host_admin", f"GET {_PEOPLE}?q=%00",
         "400 field_invalid"),
    Case("people: list by a role that is none", "open", "host_admin", f"GET {_PEOPLE}?role=king",
         "400 field_invalid"),
    Case("people: list by an unknown filter", "open", "host_admin", f"GET {_PEOPLE}?email=a",
         "400 filter_unknown"),
    Case("people: page that we never made", "open", "host_admin", f"GET {_PEOPLE}?cursor=x",
         "404 not_found"),
]  # fmt: skip

OFFERED = [
    Case("office link of another address", "open", "organizer", "POST /api/v1/join/{office_token}",
         "409 link_foreign", {}),
    Case("office link of nobody", "open", "anonymous", "POST /api/v1/join/{office_token}",
         "401 sign_in_required", {}),
    Case("office link that ran out", "open", "platform_admin", "POST /api/v1/join/{office_token}",
         "409 link_expired", {}, later=timedelta(hours=73)),
    Case("office link without the token", "open", "platform_admin",
         "POST /api/v1/join/{office_token}", "403 csrf_failed", {}, csrf=False),
    Case("offer of another host", "open", "other.host_admin",
         "POST /api/v1/hosts/{host_id}/offers/{offer_id}/withdraw", "404 not_found", {}),
    Case("offer that is none", "open", "host_admin",
         "POST /api/v1/hosts/{host_id}/offers/{edition_id}/withdraw", "404 not_found", {}),
]  # fmt: skip

_LEAVE = {"person": "{leaver}", "reason": "离职"}


def _leave(name: str, says: str, who: str = "host_admin", **body: object) -> Case:
    door = "POST /api/v1/hosts/{host_id}/departures"
    return Case(f"last day: {name}", "open", who, door, says, {**_LEAVE, **body})


LEFT = [
    _leave("without a reason", "400 reason_missing", reason=" "),
    _leave("of nobody", "400 field_invalid", person=None),
    _leave("of both", "400 field_invalid", organization="{guest_id}"),
    _leave("of a guest in no edition", "400 field_invalid", person=None, organization="{guest_id}"),
    _leave("of a guest in another host's edition", "404 not_found", person=None,
           organization="{guest_id}", edition="{away_edition}"),
    _leave("of who is not here", "404 not_found", person="{edition_id}"),
    _leave("to nobody", "400 field_invalid", successor="{edition_id}"),
    _leave("to themselves", "400 field_invalid", successor="{leaver}"),
    _leave("by the organizer, of the whole host", "403 grant_beyond_own", "organizer"),
    _leave("by another host", "404 not_found", "other.host_admin"),
    _leave("with an unknown field", "400 field_unknown", account=True),
    Case("last day: report of another host", "open", "other.host_admin",
         "GET /api/v1/hosts/{host_id}/departures/{departure_id}", "404 not_found"),
]  # fmt: skip

CASES = [*GIVEN, *CHANGED, *OFFERED, *LEFT]
