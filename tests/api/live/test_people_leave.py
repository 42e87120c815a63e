"""A role that ends is gone from an open socket, from REST and from links within three seconds."""

import asyncio

from django.test import Client

from api.live.threads import in_thread
from core import clock
from core.models import Membership
from core.services.departures import person_leave
from core.services.memberships import membership_end, membership_grant
from core.services.people import person_create
from core.services.sign_ins import sign_in_record
from tests.api.live.test_consumers import opened, told
from tests.system.faults import seed as seeds

WITHIN = 3.0


def staffed(final, role="organizer"):
    """Somebody with a role for the whole host, signed in; and an administrator."""
    host = final.edition.contest.host
    who, admin = seeds.person(role), person_create(name="管理员")
    row = membership_grant(person=who, host=host, role=role, at=clock.now())
    membership_grant(person=admin, host=host, role="host_admin", at=clock.now())
    account = seeds.account(who)
    cookie = seeds.session_cookie(account)
    sign_in_record(account=account, session_key=cookie.partition("=")[2], agent="x", at=clock.now())
    return row, admin, cookie


def people_of(final, cookie):
    browser = Client()
    name, _, value = cookie.partition("=")
    browser.cookies[name] = value
    return browser.get(f"/api/v1/hosts/{final.edition.contest.host.uid}/memberships").status_code


async def watching(live, final):
    await live.send_json_to({"t": "watch", "room": str(final.room.uid)})
    await told(live, "state")
    return live


async def closed_within(live):
    """The close code, at the product's own pace: no wait is made shorter for this test."""
    async with asyncio.timeout(WITHIN):
        while True:
            output = await live.receive_output(WITHIN)
            if output["type"] == "websocket.close":
                return output["code"]


async def test_ending_a_role(final, socket):
    row, admin, cookie = await in_thread(staffed, final)
    live = await watching(await opened(socket(cookie)), final)
    assert await in_thread(people_of, final, cookie) == 200
    await in_thread(membership_end, membership=row, base_rev=1, by=admin, at=clock.now())
    assert await in_thread(people_of, final, cookie) == 404
    assert await closed_within(live) == 4403


async def test_a_last_day(final, socket):
    row, admin, cookie = await in_thread(staffed, final)
    live = await watching(await opened(socket(cookie)), final)
    await in_thread(
        person_leave, host=row.host, person=row.person, by=admin, reason="离职", at=clock.now()
    )
    assert await in_thread(people_of, final, cookie) == 401
    assert await closed_within(live) == 4401
    assert await in_thread(Membership.objects.filter(ended_at=None).count) == 1
