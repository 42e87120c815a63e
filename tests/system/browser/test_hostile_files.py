"""A browser opens every hostile file, as if the check had let it in: nothing of it runs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Dialog, Error, Page, Route

from contest.models import EntryFile
from core import clock
from core.models import StoredFile
from tests.api.live.traveller import entered_now
from tests.databases import FreshDatabase
from tests.factories import contest, core
from tests.servers.app import AppServer
from tests.system.contract.hostile_files import hostile_files
from tests.system.faults.seed import session_cookie

pytestmark = pytest.mark.browser
FILES = hostile_files()
EMBED = """async (addresses) => {
  const ways = ["iframe", "embed", "object", "script", "img", "link"];
  const all = addresses.flatMap((address) => ways.map((name) => [name, address]));
  await Promise.all(all.map(([name, address]) => new Promise((done) => {
    const made = document.createElement(name);
    made.onload = made.onerror = done;
    setTimeout(done, 2000);
    if (name === "link") { made.rel = "stylesheet"; made.href = address; }
    else if (name === "object") made.data = address;
    else made.src = address;
    document.body.append(made);
  })));
}"""


def placed(made: contest.Entered, root: Path) -> list[str]:
    """Put every body behind a row, past every check; returns the addresses."""
    addresses = []
    for number, hostile in enumerate(FILES):
        key = f"files/aa/{number}"
        (root / "files" / "aa").mkdir(parents=True, exist_ok=True)
        (root / key).write_bytes(hostile.body)
        stored = StoredFile.objects.create(
            sha256=hashlib.sha256(hostile.body).hexdigest(),
            size=len(hostile.body),
            kind="pdf",
            name=hostile.name[:200].replace("\x00", ""),
            key=key,
            pages=1,
            stored_by=core.person_of(made.leader),
        )
        EntryFile.objects.create(
            entry=made.entry, slot=f"hostile_{number}", file=stored, since=clock.now()
        )
        addresses.append(f"/files/{stored.uid}")
    return addresses


class Watch:
    """What a context asked for or showed that it should not."""

    def __init__(self, context: BrowserContext) -> None:
        self.ran: list[str] = []
        context.on("request", lambda request: self._note(request.url))
        context.on("dialog", self._dialog)

    def _dialog(self, dialog: Dialog) -> None:
        self.ran.append(dialog.message)
        dialog.dismiss()

    def _note(self, url: str) -> None:
        if "pwned" in urlsplit(url).path:
            self.ran.append(url)


def opened(page: Page, address: str) -> bool:
    """Go there; tell whether the browser showed anything instead of saving."""
    try:
        page.goto(address, wait_until="load")
    except Error as error:
        if "Download is starting" in str(error) or "ERR_ABORTED" in str(error):
            return False
        raise
    return True


@pytest.fixture
def signed_in(
    chromium_browser, fresh_database: FreshDatabase, tmp_path: Path, settings
) -> Iterator[tuple[BrowserContext, str, list[str]]]:
    made = entered_now()
    addresses = placed(made, tmp_path / "files")
    key = str(settings.VAR_ROOT / "keys" / "secret.key")
    name, _, value = session_cookie(made.leader).partition("=")
    with AppServer(
        database_url=fresh_database.url, var_dir=tmp_path, SECRET_KEY_FILE=key
    ) as server:
        context = chromium_browser.new_context()
        context.add_cookies([{"name": name, "value": value, "url": server.url}])
        yield context, server.url, addresses
        context.close()


def test_nothing_of_what_is_served_runs(signed_in) -> None:
    context, url, addresses = signed_in
    watch, page = Watch(context), context.new_page()
    shown = [each for each in addresses if opened(page, url + each)]
    assert shown == []
    # Within a page of ours as well, whatever it is asked to be there.
    page.goto(f"{url}/privacy")
    page.evaluate(EMBED, addresses)
    assert watch.ran == []


def test_the_watch_sees_what_runs(signed_in) -> None:
    context, url, addresses = signed_in
    watch, page = Watch(context), context.new_page()

    def unguarded(route: Route) -> None:
        hostile = FILES[addresses.index(urlsplit(route.request.url).path)]
        route.fulfill(body=hostile.body, content_type="text/html")

    page.route("**/files/*", unguarded)
    html = [number for number, each in enumerate(FILES) if each.what == "HTML"]
    assert [opened(page, url + addresses[number]) for number in html] == [True]
    for _ in range(100):
        if watch.ran:
            break
        page.wait_for_timeout(100)
    assert watch.ran
