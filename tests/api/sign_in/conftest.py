"""A browser as an ordinary client has it, with an authenticator app in the other hand."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from core.models import Account
from tests.factories import core
from tests.factories.factors import totp_code
from tests.letters import letters

BASE = "/_allauth/browser/v1"
SIX = re.compile(r"\b\d{6}\b")
RIGHT, LATER = 0, 1


@dataclass
class Browser:
    """Somebody's browser; answers are (status, body)."""

    account: Account
    client: Client = field(default_factory=Client)
    secret: str = ""

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """One request to allauth's doors."""
        answer = self.client.generic(
            method, f"{BASE}/{path}", _json(body), content_type="application/json"
        )
        return answer.status_code, answer.json()

    def session(self) -> dict[str, Any]:
        """Who the API thinks is looking."""
        return self.client.get("/api/v1/session").json()

    def mailed(self) -> str:
        """The code of the last message to this account."""
        own = [each for each in letters() if each.to == [self.account.email]]
        found = SIX.search(str(own[-1].body))
        assert found is not None
        return found.group(0)

    def code(self) -> tuple[int, Any]:
        """Sign in by e-mail as far as a code goes."""
        self.ask("POST", "auth/code/request", {"email": self.account.email})
        return self.ask("POST", "auth/code/confirm", {"code": self.mailed()})

    def enroll(self) -> tuple[int, Any]:
        """Set up the app: ask for a secret, send the first code."""
        status, body = self.ask("GET", "account/authenticators/totp")
        assert status == 404, body
        self.secret = body["meta"]["secret"]
        return self.ask("POST", "account/authenticators/totp", {"code": self.shown()})

    def shown(self, ahead: int = RIGHT) -> str:
        """What the app shows."""
        return totp_code(self.secret, ahead=ahead)

    def second(self, code: str) -> tuple[int, Any]:
        """The second step of signing in."""
        return self.ask("POST", "auth/2fa/authenticate", {"code": code})

    def step_up(self, code: str) -> tuple[int, Any]:
        """The factor once more."""
        return self.ask("POST", "auth/2fa/reauthenticate", {"code": code})


def _json(body: dict[str, Any] | None) -> str:
    return json.dumps(body) if body is not None else ""


@pytest.fixture(autouse=True)
def no_earlier_requests():
    cache.clear()


@pytest.fixture
def browser(db):
    """Somebody who may sign in."""
    return Browser(core.account("somebody"))


@pytest.fixture
def signed_in(browser):
    """The same, signed in by e-mail a moment ago."""
    assert browser.code()[0] == 200
    return browser


@pytest.fixture
def with_app(signed_in):
    """The same, with an authenticator app set up in this session."""
    assert signed_in.enroll()[0] == 200
    return signed_in


@pytest.fixture
def elsewhere(with_app):
    """A second browser of the person with the app, not signed in yet."""
    return Browser(with_app.account, secret=with_app.secret)
