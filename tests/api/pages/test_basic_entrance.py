"""Sitting down at the basic card: by a link, by a code, and never by looking."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core import clock
from core.models import CodeRequest, Device, Invitation, InvitationKind
from core.services.invitations import invitation_issue
from judging.models import ConflictStatement, Nda
from judging.services.panels import seat_invitation_issue
from judging.services.seat_codes import code_request_decide, seat_codes_issue
from tests.api.pages import basic
from tests.api.pages.basic import Tablet, card_of, said, seated
from tests.clients import Browser
from tests.factories.judging import T0, final

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def day():
    made = final(entries=2, judges=2)
    with clock.frozen(made.now):
        yield made


@pytest.fixture
def token(day):
    return seat_invitation_issue(seat=day.seats[0], actor=day.by("organizer"), at=T0)[1]


def code_for(day) -> str:
    window = (T0 - timedelta(hours=1), T0 + timedelta(hours=8))
    (issued,) = seat_codes_issue(
        round=day.round, seats=day.seats[:1], window=window, actor=day.by("organizer"), at=T0
    )
    return issued.digits


def test_looking_consumes_nothing_and_the_button_binds_without_a_key(day, token):
    tablet = Tablet(HTTP_USER_AGENT="Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X)")
    for _ in range(2):
        assert "J1 老师，您好。" in said(tablet.open(f"/judge/basic/join/{token}"))
    assert Invitation.objects.get().used_at is None
    tablet.send()
    device = Device.objects.get(person=day.judge(1))
    assert (device.key, device.label) == ("", "iPad · basic · http")
    assert "评委保密承诺书" in said(tablet.html)
    assert "这台设备已经是您的评分设备" in said(tablet.open(f"/judge/basic/join/{token}"))


def test_a_used_link_says_so_and_tells_nobodys_name(day, token):
    first = Tablet()
    first.open(f"/judge/basic/join/{token}")
    first.send()
    html = Tablet().open(f"/judge/basic/join/{token}")
    assert "这个二维码已在另一台设备使用" in html
    assert "J1" not in said(html)
    assert Device.objects.count() == 1


def test_the_api_binds_no_browser_without_a_key(day, token):
    answer = Browser().post(f"/api/v1/join/{token}", {}, "application/json")
    assert (answer.status_code, answer.json()["fields"]) == (400, {"device_key": ["required"]})
    assert not Device.objects.exists()


def test_a_link_that_ran_out_names_nobody(day, token):
    with clock.frozen(T0 + timedelta(days=90)):
        html = Tablet().open(f"/judge/basic/join/{token}")
    assert "这个链接已过期" in html
    assert "J1" not in said(html)


def test_a_link_that_is_none(day):
    assert 'data-problem="not_found"' in Tablet().open("/judge/basic/join/nobody-made-this", 404)


def test_a_link_of_a_team_is_left_for_the_teams_page(day):
    _link, token = invitation_issue(
        kind=InvitationKind.TEAM_MEMBER,
        host=day.host,
        subject=("team", day.entries[0].team.uid),
        issued_by=day.leader(day.entries[0]),
        expires_at=T0 + timedelta(hours=1),
    )
    html = Tablet().open(f"/judge/basic/join/{token}")
    assert "这个链接不是评委席位" in html
    assert "是我，开始" not in html
    assert "not_found" in Tablet().post(f"/judge/basic/join/{token}", {}, 404)


def test_the_code_form_reads_what_people_type(day):
    digits = code_for(day)
    tablet = Tablet()
    tablet.open("/judge/basic/code")
    edition = str(day.edition.uid)
    assert "席位码是六位数字" in said(tablet.send(status=400, code="27491", edition=edition))
    wrong = "274913" if digits != "274913" else "274914"
    assert "这个席位码不能用" in said(tablet.send(status=403, code=wrong, edition=edition))
    tablet.send(code=f"{digits[:3]} {digits[3:]}", edition=edition)
    assert "J1 老师，您好。" in said(tablet.html)
    tablet.send()
    assert Device.objects.get().person == day.judge(1)
    assert "评委保密承诺书" in tablet.html


def test_a_second_device_waits_for_the_desk_and_goes_on_by_itself(day, token):
    digits = code_for(day)
    seated(day)
    tablet = Tablet()
    tablet.open("/judge/basic/code")
    html = tablet.send(code=digits, edition=str(day.edition.uid))
    request = CodeRequest.objects.get()
    assert "请等签到台同意" in html
    assert request.tag in html
    assert 'http-equiv="refresh"' in html
    assert "J1" not in said(html)
    code_request_decide(request=request, approve=True, actor=day.by("event_desk"), at=T0)
    tablet.open("/judge/basic/code")
    tablet.send()
    live = Device.objects.filter(revoked_at=None)
    assert live.count() == 1


def test_undertaking_and_statement_come_before_anything_of_a_team(day):
    tablet = seated(day)
    day.sign_ndas()
    Nda.objects.filter(person=day.judge(1)).delete()
    tablet.open("/judge/basic")
    assert "项目1" not in tablet.html
    tablet.send()
    assert Nda.objects.filter(person=day.judge(1)).exists()
    assert "项目1" in tablet.html
    path = f"/judge/basic/entries/{day.entries[0].uid}"
    tablet.open(path)
    assert "利害关系" in said(tablet.html)
    assert "请选择" in said(tablet.send(status=400))
    assert "请写明是什么关系" in said(tablet.send(status=400, conflict="yes"))
    assert not ConflictStatement.objects.exists()
    tablet.send(conflict="no")
    assert "还没有开始打分" in said(tablet.html)
    tablet.open(f"/judge/basic/entries/{day.entries[1].uid}")
    tablet.send(conflict="yes", detail="亲属")
    assert "项目2" not in tablet.html


def test_a_form_without_its_token_is_refused_as_a_page(day, token):
    browser = Browser(enforce_csrf_checks=True)
    browser.get(f"/judge/basic/join/{token}")
    answer = browser.post(f"/judge/basic/join/{token}", {})
    assert answer.status_code == 403
    assert 'data-problem="csrf_failed"' in answer.content.decode()
    assert not Device.objects.exists()


def test_too_many_requests_are_slowed_as_everywhere(day, settings):
    settings.THROTTLE_RATES = {**settings.THROTTLE_RATES, "strangers": "2/min"}
    tablet = Tablet(REMOTE_ADDR="127.0.0.77")
    for _ in range(2):
        tablet.open("/judge/basic")
    tablet.open("/judge/basic", 429)
    assert tablet.answer["Retry-After"]


def test_the_pages_keep_to_the_strictest_policy(day):
    tablet = seated(day)
    tablet.open("/judge/basic")
    policy = tablet.answer["Content-Security-Policy"]
    assert "script-src 'none'" in policy
    assert "form-action 'self'" in policy
    assert tablet.answer["Cache-Control"] == "private, no-store"


def test_whole_steps_ask_for_a_keyboard_without_a_point(db):
    criterion = {"name": {"zh": "总分", "en": "Total"}, "step": "1", "required": True}
    maxima = {"technology": "60", "market": "40"}
    criteria = [{"id": name, "max": most, **criterion} for name, most in maxima.items()]
    day = basic.opened(criteria=criteria)
    with clock.frozen(day.tick(5)):
        tablet = seated(day)
        tablet.open(card_of(day))
    assert 'inputmode="numeric"' in tablet.row("technology")
