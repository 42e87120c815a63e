"""Signing at the basic card: shown first, refused where anything differs, signed once."""

from __future__ import annotations

import pytest

from contest.models import Round
from judging.models import ScoreOperation, ScoreSheet, StaffCall
from judging.services.calls import call_answer
from tests.api.pages.basic import card_of, said, seated
from tests.api.pages.test_basic_card import write_elsewhere

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("at_the_final"),
    pytest.mark.one_database,
]


def sheet(day) -> ScoreSheet:
    return day.sheet(day.seats[0], day.slots()[0])


def filled(day):
    """The first judge's tablet at the page that asks for the signature."""
    tablet = seated(day)
    tablet.open(card_of(day))
    tablet.send(mark_technology="42.5", mark_market="30", then="sign")
    return tablet


def test_save_and_sign_shows_the_card_first_and_then_signs(opened):
    tablet = filled(opened)
    words = said(tablet.html)
    assert "签名后分数锁定" in words
    assert "72.5" in words
    assert sheet(opened).state == "open"
    tablet.send()
    signed = sheet(opened)
    assert (signed.state, signed.total) == ("signed", 7250)
    local = signed.signed_at
    assert local
    assert f"已签名 ✓ {(local.hour + 8) % 24:02}:{local:%M:%S} 服务器已确认" in said(tablet.html)
    assert 'name="mark-technology"' not in tablet.html
    assert "已签名 ✓ 72.5" in said(tablet.open("/judge/basic"))


def test_a_signature_sent_twice_is_one(opened):
    tablet = filled(opened)
    page = tablet.html
    tablet.send()
    tablet.html = page
    tablet.send()
    assert ScoreOperation.objects.filter(kind="sign").count() == 1


def test_a_mark_that_changed_meanwhile_is_shown_before_it_is_signed(opened):
    tablet = filled(opened)
    write_elsewhere(opened, "39.00", 1)
    words = said(tablet.send(status=409))
    assert "没有签" in words
    assert "39" in words
    assert sheet(opened).state == "open"
    tablet.send()
    assert sheet(opened).total == 6900


def test_what_is_missing_is_named_and_nothing_is_signed(opened):
    tablet = seated(opened)
    tablet.open(card_of(opened))
    words = said(tablet.send(mark_technology="40", then="sign"))
    assert "还差 1 项：" in words
    assert "确认签名" not in words


def test_a_signature_without_the_marks_behind_it_is_refused(opened):
    tablet = seated(opened)
    tablet.open(f"{card_of(opened)}/sign")
    fields = {"form": "0b0f9a3e-5a09-4c44-a1f8-6b7d3f1f0f11", "shown_at": ""}
    revs = {"rev-technology": "0", "rev-market": "0"}
    tablet.post(f"{card_of(opened)}/sign", {**fields, **revs}, 400)
    assert "还差 2 项：" in said(tablet.html)
    assert sheet(opened).state == "open"
    tablet.post(f"{card_of(opened)}/sign", fields, 400)


def test_a_signature_after_the_end_is_held_and_told_so(opened):
    tablet = filled(opened)
    Round.objects.update(state="closed")
    words = said(tablet.send(status=409))
    assert "已转交主席和监督员处理" in words
    assert sheet(opened).state == "open"


def test_a_signed_sheet_takes_no_mark(opened):
    tablet = seated(opened)
    page = tablet.open(card_of(opened))
    opened.sign(opened.seats[0], opened.slots()[0], technology="40", market="30")
    tablet.html = page
    words = said(tablet.send(status=400, mark_technology="41"))
    assert "1 项没有保存。" in words
    assert "已签名 ✓" in words
    assert sheet(opened).total == 7000


def test_the_staff_is_called_once_after_what_was_typed_is_saved(opened):
    tablet = seated(opened)
    tablet.open(card_of(opened))
    tablet.send(mark_technology="40", then="call")
    assert sheet(opened).cells.get(criterion="technology").value == 4000
    assert "请选择一项" in said(tablet.send(status=400))
    tablet.send(code="technical")
    assert 'data-call="open"' in tablet.html
    tablet.send(code="technical")
    call = StaffCall.objects.get()
    call_answer(call=call, actor=opened.by("organizer"), at=opened.tick())
    assert "已有人回应" in said(tablet.open("/judge/basic/call"))
