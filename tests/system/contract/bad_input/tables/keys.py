"""Keys under which a command is sent once."""

from tests.system.contract.bad_input.case import Case

_LINK = "POST /api/v1/entries/{entry_id}/invitations"


def _key(name: str, says: str, key: str, door: str = _LINK, **more: object) -> Case:
    headers = {"Idempotency-Key": key}
    who = str(more.pop("who", "team_leader"))
    body = more.pop("body", {})
    return Case(f"key: {name}", "open", who, door, says, body, headers, **more)  # type: ignore[arg-type]


CASES = [
    _key("none", "400 idempotency_key_missing", ""),
    _key("blanks", "400 idempotency_key_missing", "   "),
    _key("too short", "400 idempotency_key_malformed", "a" * 15),
    _key("too long", "400 idempotency_key_malformed", "a" * 65),
    _key("of 8 KiB", "400 idempotency_key_malformed", "a" * 8192),
    _key("with a blank", "400 idempotency_key_malformed", "aaaaaaaa aaaaaaaa"),
    _key("in quotes", "400 idempotency_key_malformed", '"aaaaaaaaaaaaaaaa"'),
    _key("in markup", "400 idempotency_key_malformed", "<script>alert(1)</script>"),
    _key("full-width digits", "400 idempotency_key_malformed", "１２３４５６７８" * 2),
    _key("of another action, other body", "409 idempotency_key_reused", "{used_key}",
         body={"email": "new@team.test"}),
    _key("of another action, other route", "409 idempotency_key_reused", "{used_key}",
         "POST /api/v1/entries/{entry_id}/submit"),
    _key("none, and nobody", "401 sign_in_required", "", who="anonymous"),
    _key("none, and no token", "403 csrf_failed", "", csrf=False),
    _key("of a colleague", "403 not_allowed", "{used_key}", who="team_member"),
]  # fmt: skip
