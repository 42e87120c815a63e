"""No unsafe REST door opens without the CSRF token: every one that the policy table knows."""

from pathlib import Path

from tests.system.contract.bad_input.case import Case
from tests.system.policy import table

_POLICY = Path(__file__).resolve().parents[3] / "policy"
_UNSAFE = ("POST", "PATCH", "PUT", "DELETE")


def _cases() -> list[Case]:
    rows = {row.route: row for row in table.load(_POLICY) if row.method in _UNSAFE}
    # Raw routes have their own lines; a link's button has two.
    return [
        Case(f"no token: {row.route}", "published", "organizer", f"{row.method} {row.path}",
             "403 csrf_failed", row.body, row.headers, csrf=False)
        for row in rows.values()
        if "/parts/" not in row.path and not row.path.endswith("/score-operations")
    ]  # fmt: skip


_ALLAUTH = "/_allauth/browser/v1"
_SIGN_IN = f"{_ALLAUTH}/auth"
_CODE = {"email": "somebody@new.test"}

SIGN_IN = [
    Case("no token: code request", "open", "anonymous", f"POST {_SIGN_IN}/code/request",
         "403 csrf_failed", _CODE, csrf=False),
    Case("no token: code confirm", "open", "anonymous", f"POST {_SIGN_IN}/code/confirm",
         "403 csrf_failed", {"code": "ABC123"}, csrf=False),
    Case("no token: sign out", "open", "team_leader", f"DELETE {_SIGN_IN}/session",
         "403 csrf_failed", csrf=False),
    *(
        Case(f"no token: {line}", "open", "organizer", line.replace(" ", f" {_ALLAUTH}/"),
             "403 csrf_failed", {}, csrf=False)
        for line in (
            "POST auth/2fa/authenticate", "POST auth/2fa/reauthenticate",
            "POST auth/webauthn/authenticate", "POST auth/webauthn/reauthenticate",
            "POST auth/login", "POST account/password",
            "POST auth/email/request", "POST auth/email/confirm",
            "POST account/authenticators/totp", "DELETE account/authenticators/totp",
            "POST account/authenticators/webauthn", "PUT account/authenticators/webauthn",
            "DELETE account/authenticators/webauthn",
            "POST account/authenticators/recovery-codes",
        )
    ),
]  # fmt: skip

CASES = [*_cases(), *SIGN_IN]
