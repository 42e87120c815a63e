"""A locked result is taken up again: the organizer asks with a reason, the verifier decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from contest.models import RoundState
from core.services.people import account_for_email
from tests.databases import FreshDatabase
from tests.factories import judging
from tests.servers.app import AppServer
from tests.system.browser.hall import QUICK
from tests.system.browser.person import PATIENCE_MS, Album, Person
from tests.system.browser.staff import staff_enter
from tests.system.browser.test_rooms import looked_at

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

STAFF = {"organizer": "组织方", "verifier": "复核人"}
REASON = "二号评委的一项分数录错"
Enter = Callable[[str], Person]


@pytest.fixture
def locked(fresh_database: FreshDatabase) -> judging.Final:
    """Three entries were judged and counted, the result is locked and published nowhere."""
    final = judging.final(entries=3, judges=3, slug="again")
    for role, name in STAFF.items():
        account = account_for_email(email=f"{role}@again.test", name=name)
        judging.staff_member(final.edition, role, account.person)
    final.prepare()
    final.finish()
    return final


@pytest.fixture
def enter(
    locked: judging.Final,
    fresh_database: FreshDatabase,
    chromium_browser: Browser,
    album: Album,
    tmp_path: Path,
) -> Iterator[Enter]:
    """One of the two at the page of results, signed in."""
    server = AppServer(
        database_url=fresh_database.url, var_dir=tmp_path / "var", app=QUICK, YISAI_TEMPO="0.1"
    )
    document = {
        "edition": {"id": locked.edition.slug},
        "staff": [{"role": role, "email": f"{role}@again.test"} for role in STAFF],
    }
    with staff_enter(server, chromium_browser, album, document, "verifier") as let_in:
        yield lambda role: let_in(role, "/results")


def asks(organizer: Person) -> None:
    """Not without a reason."""
    organizer.see("reopenings")
    organizer.press("reopen")
    organizer.press("reopen-send")
    expect(organizer.at("reopenings")).to_contain_text("请写明理由", timeout=PATIENCE_MS)
    looked_at(organizer, "asked-for-a-reason")
    organizer.fill("reopen-reason", REASON)
    organizer.press("reopen-send")
    organizer.state("reopening", "proposed")
    expect(organizer.at("reopen-approve-reason")).to_contain_text("不能批准自己提交的内容")
    looked_at(organizer, "waits")


def test_two_people_take_a_locked_result_up_again(locked: judging.Final, enter: Enter) -> None:
    organizer = enter("organizer")
    asks(organizer)
    locked.round.refresh_from_db()
    assert locked.round.state == RoundState.LOCKED, "one is not enough"
    verifier = enter("verifier")
    verifier.state("reopening", "proposed")
    expect(verifier.at("reopening")).to_contain_text(REASON)
    looked_at(verifier, "to-decide")
    verifier.sure("reopen-approve")
    verifier.until_gone("reopen-approve")
    verifier.state("reopening", "approved")
    looked_at(verifier, "decided")
    locked.round.refresh_from_db()
    assert locked.round.state == RoundState.CLOSED
    organizer.page.reload()
    organizer.state("reopening", "approved")
    expect(organizer.at("reopen")).to_have_count(0)
