"""A deck of 24 MiB from Chromium: the line breaks, the page is reloaded, and it goes on."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from contest.models import EntryFile
from core.files.limits import MIB
from core.files.s3 import S3Store
from core.files.s3_clients import S3Place
from tests import filestores
from tests.api.live.traveller import entered_now, long_pdf
from tests.databases import FreshDatabase
from tests.servers.app import AppServer
from tests.servers.ports import free_port
from tests.servers.relay import Relay
from tests.servers.s3 import S3
from tests.system.faults.seed import session_cookie

pytestmark = pytest.mark.browser
PATIENCE_MS = 20_000
FETCH = """async (address) => {
  const answer = await fetch(address, { credentials: "same-origin" });
  const body = await answer.arrayBuffer();
  return [answer.status, body.byteLength, answer.headers.get("content-type")];
}"""
PART = re.compile(r"(?:/parts/|[?&]partNumber=)(\d+)")
HELD = re.compile(r"(/parts/|[?&]partNumber=)[45]")


@dataclass
class Scene:
    """A team's page, and the line on which its parts travel."""

    page: Page
    line: Relay
    address: str


@pytest.fixture(params=["local", pytest.param("s3", marks=pytest.mark.slow)])
def scene(
    request, chromium_browser, fresh_database: FreshDatabase, tmp_path, settings
) -> Iterator[Scene]:
    made = entered_now()
    env: dict[str, Any] = {"SECRET_KEY_FILE": str(settings.VAR_ROOT / "keys" / "secret.key")}
    with ExitStack() as stack:
        port = free_port()
        line = Relay(port)
        url = line.url
        if request.param == "s3":
            server: S3 = request.getfixturevalue("s3_server")
            filestores.s3_empty(server)
            line, url = Relay(server.port), f"http://127.0.0.1:{port}"
            env |= {"FILES_URL": server.files_url, "FILES_ORIGIN": line.url}
            S3Store(S3Place(**filestores.s3_facts(server)), tmp_path).cors_allow(origin=url)
        stack.enter_context(
            AppServer(database_url=fresh_database.url, var_dir=tmp_path, port=port, **env)
        )
        stack.enter_context(line)
        context = chromium_browser.new_context(locale="zh-CN")
        stack.callback(context.close)
        name, _, value = session_cookie(made.leader).partition("=")
        context.add_cookies([{"name": name, "value": value, "url": url}])
        yield Scene(context.new_page(), line, f"{url}/team/{made.entry.uid}/files")


def choose(page: Page, deck: Path) -> None:
    """Press the button and pick the file."""
    with page.expect_file_chooser() as chooser:
        page.locator(".tm-drop button").click()
    chooser.value.set_files(deck)


def test_24_mib_go_on_after_a_broken_line_and_a_reload(scene: Scene, tmp_path: Path) -> None:
    page, body = scene.page, long_pdf(24 * MIB)
    deck = tmp_path / "路演.pdf"
    deck.write_bytes(body)
    came: list[int] = []

    def finished(request: Request) -> None:
        number = PART.search(request.url)
        if request.method == "PUT" and number:
            came.append(int(number[1]))

    page.on("requestfinished", finished)
    page.route(HELD, lambda route: route.abort("connectionfailed"))
    page.goto(scene.address)
    choose(page, deck)
    expect(page.get_by_test_id("deck-progress")).to_have_attribute(
        "data-phase", "uploading", timeout=PATIENCE_MS
    )
    wait_for(page, lambda: set(came) == {1, 2, 3})
    scene.line.cut()
    page.unroute(HELD)
    came.clear()
    scene.line.restore()
    page.reload()
    expect(page.get_by_test_id("deck-done")).to_contain_text(deck.name, timeout=PATIENCE_MS)
    assert set(came) == {4, 5}
    placed = EntryFile.objects.get(until__isnull=True)
    assert placed.file.sha256 == hashlib.sha256(body).hexdigest()
    # As the judge's deck reads it: by fetch, past our content policy and the store's CORS.
    assert page.evaluate(FETCH, f"/files/{placed.file.uid}") == [200, 24 * MIB, "application/pdf"]
    # It is over: another reload begins nothing.
    came.clear()
    page.reload()
    expect(page.get_by_test_id("deck-done")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_test_id("deck-progress")).to_have_count(0)
    page.wait_for_timeout(500)
    assert came == []


def wait_for(page: Page, ready: Any) -> None:
    """Let the browser go on until something holds; fails after a while."""
    for _ in range(PATIENCE_MS // 100):
        if ready():
            return
        page.wait_for_timeout(100)
    pytest.fail("the parts did not come")
