"""Teams, entries, consents, links into a team, the desk."""

from datetime import timedelta

from tests.system.contract.bad_input.case import Case

_ENTRY = "PATCH /api/v1/entries/{entry_id}"
_MATCH = {"If-Match": '"{rev}"'}
_TEAMS = "POST /api/v1/editions/{edition_id}/teams"
_NAME = {"zh": "新队", "en": "New team"}
# The registration is open for ten more days.
_LATE = timedelta(days=11)


def _form(name: str, says: str, body: object, *, who: str = "team_leader", **more: object) -> Case:
    return Case(f"form: {name}", "open", who, _ENTRY, says, body, _MATCH, **more)  # type: ignore[arg-type]


def _match(name: str, says: str, value: str) -> Case:
    headers = {"If-Match": value} if value else {}
    return Case(f"If-Match {name}", "open", "team_leader", _ENTRY, says, {"title": "x"}, headers)


def _team(name: str, says: str, body: object, *, who: str = "stranger", **more: object) -> Case:
    return Case(f"team: {name}", "open", who, _TEAMS, says, body, **more)  # type: ignore[arg-type]


def _of_entry(
    tail: str, name: str, says: str, body: object, who: str = "team_leader", **more: object
) -> Case:
    door = f"POST /api/v1/entries/{{entry_id}}/{tail}"
    return Case(f"{tail}: {name}", "open", who, door, says, body, **more)  # type: ignore[arg-type]


def _money(**changes: object) -> dict[str, object]:
    return {
        "planned_investment": {
            "kind": "planned_investment",
            "currency": "CNY",
            "minor": 100,
            **changes,
        }
    }


FORMS = [
    _form("unknown field", "400 field_unknown", {"colour": "red"}),
    _form("field that only the desk writes", "400 field_unknown", {"state": "accepted"}),
    _form("number and revision", "400 field_unknown", {"number": "QM-001", "rev": 99}),
    _form("title of 61 characters", "400 field_invalid", {"title": "x" * 61}),
    _form("title of null", "400 field_invalid", {"title": None}),
    _form("title that is a list", "400 field_invalid", {"title": ["x"]}),
    _form("track that is no id", "400 field_invalid", {"track": "1 OR 1=1"}),
    _form("track of another host", "400 field_invalid", {"track": "{away_track}"}),
    _form("intent that is none", "400 field_invalid", {"landing_intent": "perhaps"}),
    _form("61 answers", "400 field_invalid", {"answers": {str(n): "" for n in range(61)}}),
    _form("answer that is an object", "400 field_invalid", {"answers": {"a": {"b": "c"}}}),
    _form("money of another kind", "400 money_malformed", _money(kind="prize")),
    _form("money of another currency", "400 money_malformed", _money(currency="USD")),
    _form("money as text", "400 money_malformed", _money(minor="100")),
    _form("money as a truth", "400 money_malformed", _money(minor=True)),
    _form("money below nothing", "400 field_invalid", _money(minor=-1)),
    _form("money beyond all", "400 field_invalid", _money(minor=10**19)),
    _form("money without a kind", "400 money_malformed", {"planned_investment": 100}),
    _form("somebody else's", "404 not_found", {"title": "x"}, who="other_team"),
    _form("of nobody", "401 sign_in_required", {"title": "x"}, who="anonymous"),
    _form("without the token", "403 csrf_failed", {"title": "x"}, csrf=False),
    _form("after the deadline", "409 deadline_passed", {"title": "x"}, later=_LATE),
    Case("form: of another host", "open", "team_leader", "PATCH /api/v1/entries/{away_entry}",
         "404 not_found", {"title": "x"}, _MATCH),
    Case("form: by another host's organizer", "open", "other.organizer",
         "PATCH /api/v1/entries/{rival}", "404 not_found", {"title": "x"}, _MATCH),
    Case("form: after the decision", "closed", "team_leader", _ENTRY, "409 entry_locked",
         {"title": "x"}, _MATCH),
    _match("missing", "428 if_match_missing", ""),
    _match("stale", "412 edit_stale", '"0"'),
    _match("of the future", "412 edit_stale", '"9999"'),
    _match("beyond all", "412 edit_stale", '"' + "9" * 5000 + '"'),
    _match("that is a star", "412 edit_stale", "*"),
    _match("weak", "412 edit_stale", 'W/"{rev}"'),
    _match("with a raised two", "412 edit_stale", '"²"'),
]  # fmt: skip

TEAMS = [
    _team("no name", "400 field_invalid", {}),
    _team("name that is a text", "400 field_invalid", {"name": "队"}),
    _team("empty name", "400 field_invalid", {"name": {"zh": "  "}}),
    _team("name of 121 characters", "400 field_invalid", {"name": {"zh": "队" * 121}}),
    _team("third language", "400 field_unknown", {"name": {**_NAME, "fr": "équipe"}}),
    _team("unknown field", "400 field_unknown", {"name": _NAME, "leader": "{entry_id}"}),
    _team("name that is taken", "409 team_name_taken", {"name": {"zh": "团队1"}}),
    _team("name that is taken, full width", "409 team_name_taken", {"name": {"zh": " 团队１ "}}),
    _team("credit code that is none", "400 field_invalid",
          {"name": _NAME, "organization": {"name": _NAME, "credit_code": "123"}}),
    _team("credit code with a wrong check", "400 field_invalid",
          {"name": _NAME, "organization": {"name": _NAME, "credit_code": "91350211M000100Y4X"}}),
    _team("of nobody", "401 sign_in_required", {"name": _NAME}, who="anonymous"),
    _team("without the token", "403 csrf_failed", {"name": _NAME}, csrf=False),
    _team("after the deadline", "409 deadline_passed", {"name": _NAME}, later=_LATE),
    Case("team: edition that closed", "closed", "stranger", _TEAMS, "409 deadline_passed",
         {"name": _NAME}),
    Case("team: edition that is nowhere", "open", "stranger",
         "POST /api/v1/editions/{entry_id}/teams", "404 not_found", {"name": _NAME}),
    Case("team: name of oneself with a NUL", "open", "stranger", "PATCH /api/v1/session",
         "400 field_invalid", {"name": {"zh": "a\x00"}}),
    Case("team: language that is none", "open", "stranger", "PATCH /api/v1/session",
         "400 field_invalid", {"language": "tlh"}),
]  # fmt: skip

SENT = [
    _of_entry("submit", "by a member", "403 not_allowed", {}, "team_member"),
    _of_entry("submit", "by another team", "404 not_found", {}, "other_team"),
    _of_entry("submit", "with a time", "400 field_unknown", {"at": "2020-01-01T00:00:00Z"}),
    _of_entry("submit", "without the token", "403 csrf_failed", {}, csrf=False),
    _of_entry("submit", "after the deadline", "409 deadline_passed", {}, later=_LATE),
    Case("submit: half filled", "open", "empty", "POST /api/v1/entries/{empty_entry}/submit",
         "400 entry_incomplete", {}),
    Case("submit: consent missing", "open", "leader_4",
         "POST /api/v1/entries/{unagreed_entry}/submit", "400 consent_missing", {}),
    Case("submit: after the decision", "closed", "team_leader",
         "POST /api/v1/entries/{entry_id}/submit", "409 entry_locked", {}),
    _of_entry("consents/rules", "words of the future", "400 consent_text_stale",
              {"given": True, "text_version": 2}),
    _of_entry("consents/rules", "version beyond all", "400 consent_text_stale",
              {"given": True, "text_version": 10**30}),
    _of_entry("consents/rules", "neither yes nor no", "400 field_invalid",
              {"given": "perhaps", "text_version": 1}),
    _of_entry("consents/rules", "nothing said", "400 field_invalid",
              {"given": None, "text_version": 1}),
    _of_entry("consents/soul", "kind that is none", "404 not_found",
              {"given": True, "text_version": 1}),
    _of_entry("consents/rules", "by a member", "403 not_allowed",
              {"given": False, "text_version": 1}, "team_member"),
    _of_entry("consents/rules", "without the token", "403 csrf_failed",
              {"given": False, "text_version": 1}, csrf=False),
    _of_entry("withdraw", "no reason", "400 reason_missing", {"reason": "  "}),
    _of_entry("withdraw", "reason of 301 characters", "400 field_invalid", {"reason": "x" * 301}),
    _of_entry("withdraw", "by a member", "403 not_allowed", {"reason": "x"}, "team_member"),
    _of_entry("invitations", "address that is none", "400 field_invalid", {"email": "a@b@c"}),
    _of_entry("invitations", "address with a line", "400 field_invalid",
              {"email": "a@b.test\nBcc: c@d.test"}),
    _of_entry("invitations", "by a member", "403 not_allowed", {}, "team_member"),
]  # fmt: skip


def _desk(name: str, says: str, body: object, who: str = "eligibility_officer") -> Case:
    door = "POST /api/v1/entries/{rival}/eligibility"
    return Case(f"desk: {name}", "open", who, door, says, body)


DESK = [
    _desk("decision that is none", "400 field_invalid", {"decision": "win"}),
    _desk("return without a reason", "400 reason_missing", {"decision": "return"}),
    _desk("rejection of spaces", "400 reason_missing", {"decision": "reject", "reason": " "}),
    _desk("with a number", "400 field_unknown", {"decision": "accept", "number": "QM-007"}),
    _desk("by the entrant", "403 not_allowed", {"decision": "accept"}, "other_team"),
    _desk("by another host", "404 not_found", {"decision": "accept"}, "other.eligibility_officer"),
    Case("desk: a draft", "open", "eligibility_officer",
         "POST /api/v1/entries/{entry_id}/eligibility", "404 not_found", {"decision": "accept"}),
    Case("desk: entry of another host", "open", "eligibility_officer",
         "POST /api/v1/entries/{away_entry}/eligibility", "404 not_found", {"decision": "accept"}),
    Case("desk: twice", "closed", "eligibility_officer",
         "POST /api/v1/entries/{rival}/eligibility", "409 entry_state_refused",
         {"decision": "accept"}),
]  # fmt: skip

CASES = [*FORMS, *TEAMS, *SENT, *DESK]
