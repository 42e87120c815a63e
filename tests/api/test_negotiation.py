"""The API answers in JSON whatever is asked for, and reads nothing but JSON."""

import pytest
from django.test import Client

from tests.factories import core

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("accepted", ["application/xml", "text/html", "x", "*/*;q=0", ""])
def test_whatever_a_client_accepts_it_is_answered(accepted):
    answer = Client().get("/api/v1/editions", headers={"Accept": accepted})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")


def test_a_refusal_stays_a_problem():
    answer = Client().get("/api/v1/entries", headers={"Accept": "application/xml"})
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "multipart/form-data"])
def test_only_json_is_read(kind):
    browser = core.client(core.account())
    answer = browser.patch("/api/v1/session", "{}", content_type=kind)
    assert (answer.status_code, answer.json()["code"]) == (415, "media_type_refused")


def test_a_charset_beside_the_type_does_no_harm():
    browser = core.client(core.account())
    answer = browser.patch("/api/v1/session", "{}", content_type="application/json; charset=utf-8")
    assert answer.status_code == 200
