"""Shells of the client, health, and errors for people and for programs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.test import Client, RequestFactory

from api.pages.views import errors
from api.pages.views.info import BEHIND
from core import clock, tempo
from core.db import durability
from core.services.notices import notice_queue
from tests.letters import letters

pytestmark = pytest.mark.django_db
OWNED = {
    "judge": ["/judge", "/judge/live", "/join/some-token"],
    "screen": ["/screen", "/screen/room/1"],
    "app": [
        "/login",
        "/login/link/123456",
        "/team",
        "/team/x/form",
        "/org",
        "/zone/board",
        "/admin",
    ],
}
ADDRESSES = [(name, path) for name, paths in OWNED.items() for path in paths]


@pytest.fixture
def built(settings, tmp_path):
    settings.CLIENT_DIST = tmp_path
    for name in OWNED:
        (tmp_path / f"{name}.html").write_text(f"<!doctype html><title>{name}</title>")


def test_a_shell_tells_how_long_an_undo_stands(built, tmp_path, monkeypatch):
    (tmp_path / "app.html").write_text("<!doctype html><head><title>app</title></head>")
    assert '<meta name="undo-seconds" content="10" />' in Client().get("/org").content.decode()
    monkeypatch.setattr(tempo, "TEMPO", tempo.TEMPO.scaled(0.05))
    assert '<meta name="undo-seconds" content="0.5" />' in Client().get("/org").content.decode()


@pytest.mark.parametrize(("name", "path"), ADDRESSES)
def test_each_address_gets_its_shell(built, name, path):
    client = Client()
    answer = client.get(path)
    assert answer.status_code == 200
    assert f"<title>{name}</title>" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"
    assert "yisai_csrf" in answer.cookies
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "worker-src 'self'" in policy
    secret = path.startswith(("/join/", "/login/link/"))
    assert answer.headers["Referrer-Policy"] == ("no-referrer" if secret else "same-origin")


@pytest.mark.parametrize("path", ["/judges", "/teams", "/loginx", "/screenings"])
def test_addresses_that_only_begin_alike_are_not_found(built, path):
    assert Client().get(path).status_code == 404


def test_where_the_client_is_not_built_a_page_says_what_to_do(settings, tmp_path):
    settings.CLIENT_DIST = tmp_path
    answer = Client().get("/team")
    assert answer.status_code == 503
    assert "python3 dev.py up" in answer.content.decode()


@pytest.mark.parametrize("name", ["judge", "screen"])
def test_a_worker_serves_its_own_shell_only_and_is_asked_for_again(built, settings, name):
    assert Client().get(f"/{name}-sw.js").status_code == 404
    (settings.CLIENT_DIST / f"{name}-sw.js").write_text("// worker")
    answer = Client().get(f"/{name}-sw.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Service-Worker-Allowed"] == f"/{name}"
    assert answer["Cache-Control"] == "no-cache"


def test_shells_are_only_read(built):
    assert Client().post("/team").status_code in {403, 405}


def test_health():
    assert Client().get("/healthz").content == b"ok\n"
    assert Client().get("/readyz").content == b"ok\n"


@pytest.mark.django_db
def test_the_status_says_when_work_waits_that_nobody_does():
    at = clock.now()
    notice_queue(key="k", kind="k", to="a@example.test", subject="s", body="b", at=at)
    assert "Behind" not in Client().get("/status?lang=en").content.decode()
    with clock.frozen(at + BEHIND + timedelta(seconds=1)):
        assert "Behind" in Client().get("/status?lang=en").content.decode()
        letters()
        assert "Behind" not in Client().get("/status?lang=en").content.decode()


def test_not_ready_without_a_database(monkeypatch):
    class Dead:
        def cursor(self):
            raise DatabaseError

    monkeypatch.setattr(durability, "connection", Dead())
    assert Client().get("/healthz").status_code == 200
    assert Client().get("/readyz").status_code == 503
    answer = Client().get("/status?lang=en")
    assert answer.status_code == 503
    assert "not answering" in answer.content.decode()


def test_programs_get_a_problem_and_people_a_page():
    answer = Client().get("/api/v1/nothing")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    page = Client().get("/nothing?lang=en")
    assert page.status_code == 404
    assert "There is no such page" in page.content.decode()


def test_the_pages_of_refusals_and_faults():
    request = RequestFactory().get("/x")
    request.user = type("Nobody", (), {"is_authenticated": False})()
    assert errors.forbidden(request, PermissionError()).status_code == 403
    fault = RequestFactory().get("/x")  # no session, no user: nothing may be asked of it
    answer = errors.fault(fault)
    assert answer.status_code == 500
    assert "<script" not in answer.content.decode()
