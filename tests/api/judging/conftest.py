"""Signed-in clients of the API, and finals in several states."""

import pytest

from core.models import Account
from tests.clients import Browser
from tests.factories import judging
from tests.factories.factors import step_up

BACKEND = "django.contrib.auth.backends.ModelBackend"


class Door:
    """One person's browser, `warm` with a second factor just shown; answers are (status, body)."""

    def __init__(self, person=None, *, warm=True):
        self.client = Browser()
        if person is not None:
            account = Account.objects.get(person=person)
            self.client.force_login(account, backend=BACKEND)
            if warm:
                step_up(self.client, account)

    def get(self, path, **query):
        answer = self.client.get(f"/api/v1/{path}", query)
        return answer.status_code, answer.json()

    def post(self, path, body=None):
        answer = self.client.post(
            f"/api/v1/{path}", body if body is not None else {}, content_type="application/json"
        )
        return answer.status_code, answer.json()


@pytest.fixture
def door():
    return Door


@pytest.fixture
def final(db):
    """A prepared round."""
    return judging.final()


@pytest.fixture
def opened(final):
    """An open round."""
    final.prepare()
    return final


@pytest.fixture
def locked(opened):
    """A locked result."""
    opened.finish()
    return opened
