"""The basic card: marks without scripts, on the score path, with every refusal at its row."""

from __future__ import annotations

import uuid

import pytest

from contest.models import Round
from core.models import Device
from judging.models import Recusal, ScoreCell, ScoreOperation, ScoreSheet
from judging.services.scoring.apply import score_ops_apply
from judging.services.scoring.operations import ScoreOp
from tests.api.pages.basic import Form, Tablet, card_of, said, seated
from tests.leaks import figures_shown

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("at_the_final"),
    pytest.mark.one_database,
]


def values(day, number=1, place=0) -> dict[str, int | None]:
    sheet = day.sheet(day.seats[number - 1], day.slots()[place])
    return dict(ScoreCell.objects.filter(sheet=sheet).values_list("criterion", "value"))


def write_elsewhere(day, value, base):
    """The judge's other tablet writes the first criterion."""
    person = day.judge(1)
    sheet = day.sheet(day.seats[0], day.slots()[0])
    device = day.device(person)
    op = ScoreOp(
        person.pk, uuid.uuid4(), device.uid, day.next(), "", sheet.uid, "technology", value, base
    )
    (outcome,) = score_ops_apply(ops=[op], at=day.tick())
    assert outcome.outcome == "applied"


def test_the_card_promises_nothing_offline_and_says_what_counts(opened):
    tablet = seated(opened)
    html = tablet.open(card_of(opened))
    assert "此设备不支持断网保存" in html
    assert "已存在本机" not in html
    assert "<script" not in html
    assert 'inputmode="decimal"' in tablet.row("technology")
    assert "未评" in said(tablet.row("technology"))


def test_two_marks_in_one_form_are_two_operations_with_the_servers_time(opened):
    tablet = seated(opened)
    tablet.open(card_of(opened))
    tablet.send(mark_technology="42.5", mark_market="30")
    assert values(opened) == {"technology": 4250, "market": 3000}
    # T0 is one in the morning UTC: the row tells the event's own time of day.
    local = ScoreCell.objects.get(criterion="market", value=3000).changed_at
    assert local
    assert f"已保存 ✓ {(local.hour + 8) % 24:02}:{local:%M:%S}" in said(tablet.row("market"))
    assert "72.5" in said(tablet.html)
    kept = ScoreOperation.objects.filter(outcome="applied")
    assert set(kept.values_list("device__key", "base_rev")) == {("", 0)}


def test_what_was_not_changed_is_not_written_again(opened):
    tablet = seated(opened)
    tablet.open(card_of(opened))
    tablet.send(mark_technology="42.5", mark_market="30")
    tablet.send(mark_technology="42.50", mark_market="31")
    revs = dict(ScoreCell.objects.filter(rev__gt=0).values_list("criterion", "rev"))
    assert revs == {"technology": 1, "market": 2}


def test_marks_as_keyboards_give_them(opened):
    tablet = seated(opened)
    tablet.open(card_of(opened))
    given = {"１８．５": 1850, "17。5": 1750, "016": 1600, "15.": 1500, ".5": 50, " 0 ": 0}
    for typed, stored in given.items():
        tablet.send(mark_technology=typed)
        assert values(opened)["technology"] == stored, typed


REFUSED = {
    "61": "这一项最高 60 分，您填的 61 没有保存",
    "17.3": "这一项每 0.5 分一档，您填的 17.3 没有保存",
    "十七": "“十七”不是分数，请只填 0 到 60 的数字",
    "-1": "“-1”不是分数",
    "1e1": "“1e1”不是分数",
    "17.123456789": "每 0.5 分一档",
    "9999999": "不是分数",
}


def test_a_refused_mark_is_told_at_its_row_and_the_others_are_saved(opened):
    tablet = seated(opened)
    tablet.open(card_of(opened))
    for place, (typed, words) in enumerate(REFUSED.items()):
        tablet.send(status=400, mark_technology=typed, mark_market=str(20 + place))
        assert (tablet.state("technology"), tablet.state("market")) == ("bad", "just")
        assert words in said(tablet.row("technology"))
        assert "服务器上还没有分数" in said(tablet.row("technology"))
        assert f'value="{typed}"' in tablet.row("technology")
        assert values(opened) == {"technology": None, "market": 2000 + 100 * place}
    tablet.send(mark_technology="17")
    assert values(opened)["technology"] == 1700


def test_a_refused_change_names_what_the_server_still_has(opened):
    tablet = seated(opened)
    tablet.open(card_of(opened))
    tablet.send(mark_technology="40")
    tablet.send(status=400, mark_technology="400")
    assert "服务器上还是 40。" in said(tablet.row("technology"))


def test_an_emptied_field_clears_the_mark(opened):
    tablet = seated(opened)
    tablet.open(card_of(opened))
    tablet.send(mark_technology="0")
    assert values(opened)["technology"] == 0
    assert "已保存 ✓" in said(tablet.row("technology"))
    tablet.send(mark_technology="")
    assert values(opened)["technology"] is None


def test_a_form_sent_twice_is_the_same_operations(opened):
    tablet = seated(opened)
    page = tablet.open(card_of(opened))
    tablet.send(mark_technology="40")
    tablet.html = page
    tablet.send(mark_technology="40")
    assert ScoreOperation.objects.count() == 1
    assert ScoreCell.objects.get(value=4000).rev == 1


def test_the_first_page_sent_again_with_another_mark_overwrites_nothing(opened):
    """Back, another number, save: the newer mark stands, and the judge is asked."""
    tablet = seated(opened)
    page = tablet.open(card_of(opened))
    tablet.send(mark_technology="40")
    tablet.send(mark_technology="41")
    tablet.html = page
    tablet.send(status=409, mark_technology="42")
    assert values(opened)["technology"] == 4100
    assert tablet.state("technology") == "asks"
    words = said(tablet.row("technology"))
    assert "我刚填的 42" in words
    assert "服务器上的 41" in words


@pytest.mark.parametrize(("choice", "stands"), [("mine", 3800), ("theirs", 3900)])
def test_a_mark_changed_on_another_tablet_shows_both_and_asks(opened, choice, stands):
    tablet = seated(opened)
    tablet.open(card_of(opened))
    write_elsewhere(opened, "39.00", 0)
    tablet.send(status=409, mark_technology="38", mark_market="20")
    assert (tablet.state("technology"), tablet.state("market")) == ("asks", "just")
    assert values(opened) == {"technology": 3900, "market": 2000}
    tablet.send(status=409, mark_market="21")  # saving something else decides nothing
    assert tablet.state("technology") == "asks"
    assert "我刚填的 38" in said(tablet.row("technology"))
    assert values(opened) == {"technology": 3900, "market": 2100}
    tablet.send(choice_technology=choice)
    assert values(opened)["technology"] == stands


def test_a_panel_with_a_key_and_the_card_in_one_browser_never_overwrite_each_other(opened):
    """The card writes as a device of its own there, once."""
    day = opened
    tablet = seated(day)
    panel = Device.objects.get(person=day.judge(1), key="")
    Device.objects.filter(pk=panel.pk).update(key="panel")
    tablet.open(card_of(day))
    tablet.send(mark_technology="40")
    tablet.send(mark_technology="41")
    own = Device.objects.get(person=day.judge(1), key="")
    assert {each.device_id for each in ScoreOperation.objects.all()} == {own.pk}
    assert own.pk != panel.pk


def test_a_card_whose_device_was_ended_saves_nothing(opened):
    tablet = seated(opened)
    tablet.open(card_of(opened))
    Device.objects.filter(key="").update(revoked_at=opened.now)
    html = tablet.send(status=401, mark_technology="40")
    assert "请先登录" in said(html)
    assert not ScoreOperation.objects.exists()


def test_after_the_end_a_mark_is_held_and_told_so(opened):
    tablet = seated(opened)
    tablet.open(card_of(opened))
    Round.objects.update(state="closed")
    tablet.send(status=409, mark_technology="40")
    assert tablet.state("technology") == "held"
    assert "没有丢" in said(tablet.row("technology"))
    assert values(opened)["technology"] is None


BROKEN = [
    {"rev-technology": "x"},
    {"seq-technology": ""},
    {"rev-technology": "9" * 30},
    {"form": "no key"},
    {"shown_at": "not a moment"},
    {"mark-technology": "4\x000"},
]


def test_a_form_that_is_none_of_ours_changes_nothing(opened):
    tablet = seated(opened)
    form = Form(tablet.open(card_of(opened)))
    for broken in BROKEN:
        tablet.post(form.action, {**form.fields, "mark-technology": "40", **broken}, 400)
        assert 'data-problem="request_malformed"' in tablet.html
    assert not ScoreOperation.objects.exists()


def test_a_field_that_is_missing_is_no_clearing(opened):
    tablet = seated(opened)
    tablet.open(card_of(opened))
    tablet.send(mark_technology="40")
    tablet.post(card_of(opened), {"form": str(uuid.uuid4()), "shown_at": ""}, 400)
    assert values(opened)["technology"] == 4000


def test_a_conflict_takes_the_team_out_of_the_list(opened):
    day = opened
    tablet = seated(day)
    path = card_of(day, 1)
    tablet.open(f"{path}/recusal")
    assert "请写明理由" in said(tablet.send(status=400))
    assert not Recusal.objects.exists()
    tablet.send(reason="持股")
    assert Recusal.objects.get().reason == "持股"
    tablet.open(path, 404)
    assert ScoreSheet.objects.get(seat=day.seats[0], slot=day.slots()[1]).state == "excluded"


def test_another_judges_browser_finds_its_own_sheet_only(opened):
    first, second = seated(opened, 1), seated(opened, 2)
    first.open(card_of(opened))
    first.send(mark_technology="43.5")
    assert figures_shown(second.open(card_of(opened)), "43.5", "4350") == []


def test_nobody_gets_a_card_without_a_seat(opened):
    html = Tablet().open(card_of(opened), 401)
    assert "请先登录" in said(html)
    assert opened.slots()[0].entry.title not in html


def test_in_english_and_in_large_letters_it_stays_so(opened):
    tablet = seated(opened)
    tablet.open(f"{card_of(opened)}?lang=en&size=3")
    assert 'class="size-3"' in tablet.html
    html = tablet.send(mark_technology="40")
    assert "Saved ✓" in said(html)
    assert 'class="size-3"' in html
    assert 'class="size-3"' in tablet.open("/judge/basic")
