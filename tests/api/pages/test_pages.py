"""Pages without a login: their states, both languages, hostile names, strict headers."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from core import clock
from judging.models import Publication
from tests.factories.pages import (
    certificate_make,
    final_rows,
    list_publish,
    public_zone_make,
)
from tests.factories.pipeline import NOW, Zone, publication_make
from tests.leaks import figures_shown

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&"
CLIENT = Client()  # one for all anonymous reading: a client loads the middleware anew
INFO = ["/help", "/privacy", "/status", "/accessibility", "/v/", "/"]


@pytest.fixture
def zone() -> Zone:
    return public_zone_make()


def seen(path: str, *, lang: str = "zh", status: int = 200) -> str:
    """The page's words, after what must hold for every page."""
    mark = "&" if "?" in path else "?"
    answer = CLIENT.get(f"{path}{mark}lang={lang}")
    assert answer.status_code == status
    html = answer.content.decode()
    assert f'<html lang="{"zh-Hans" if lang == "zh" else "en"}">' in html
    assert "<script" not in html
    assert " style=" not in html
    assert not re.search(r"\bpage\.[a-z]+\.", html), "a key without its text"
    assert "script-src 'none'" in answer.headers["Content-Security-Policy"]
    assert html.count("<h1") == 1
    return html


def state_set(zone: Zone, state: str) -> None:
    zone.edition.state = state
    zone.edition.save(update_fields=["state"])


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", INFO)
def test_pages_stand_without_any_data(path, lang):
    html = seen(path, lang=lang)
    if lang == "en":
        body = re.sub(r'<a [^>]*lang="zh-Hans".*?</a>', "", html)
        assert not re.search(r"[\u4e00-\u9fff]", body)


def test_the_language_link_leads_to_this_page_in_the_other():
    assert 'href="/help?lang=en"' in seen("/help")
    assert 'href="/help?lang=zh-hans"' in seen("/help", lang="en")
    assert 'href="/privacy?lang=en"' in seen("/help", lang="en")


def test_a_language_from_outside_never_reaches_a_link_raw():
    html = Client().get('/help?lang="><b>').content.decode()
    assert '"><b>' not in html


def test_the_start_page_groups_editions(zone):
    state_set(zone, "open")
    with clock.frozen(zone.edition.closes_at - timedelta(days=2, hours=3)):
        html = seen("/")
    assert "正在报名" in html
    assert "还有 2 天 3 小时" in html
    assert '2026 年 10 月 31 日 18:00 <span class="zone">北京时间（GMT+8）</span>' in html
    assert '31 Oct 2026, 18:00 <span class="zone">Beijing time (GMT+8)</span>' in seen(
        "/", lang="en"
    )


@pytest.mark.parametrize("state", ["draft", "cancelled"])
def test_the_start_page_leaves_out(zone, state):
    state_set(zone, state)
    assert zone.edition.slug not in seen("/")


def test_a_draft_has_no_page(zone):
    state_set(zone, "draft")
    seen(f"/c/{zone.edition.slug}", status=404)
    seen(f"/c/{zone.edition.slug}/results", status=404)
    seen("/c/nothing", status=404, lang="en")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("announced", "报名尚未开始"),
        ("closed", "报名已截止"),
        ("running", "正在评审"),
        ("publicity", "正在公示"),
        ("awarded", "已颁奖"),
        ("archived", "已结束"),
        ("cancelled", "已取消"),
    ],
)
def test_an_edition_says_where_it_stands(zone, state, words):
    state_set(zone, state)
    html = seen(f"/c/{zone.edition.slug}")
    assert words in html
    assert "我要报名" not in html
    seen(f"/c/{zone.edition.slug}", lang="en")


def test_an_open_edition_takes_entries_until_the_deadline(zone):
    state_set(zone, "open")
    link = f'href="/login?next=/team/register/{zone.edition.slug}"'
    with clock.frozen(zone.edition.closes_at):
        assert link in seen(f"/c/{zone.edition.slug}")
    with clock.frozen(zone.edition.closes_at + timedelta(seconds=1)):
        html = seen(f"/c/{zone.edition.slug}")
    assert link not in html
    assert "报名已截止" in html
    client = Client()
    client.force_login(
        zone.staff("organizer"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    with clock.frozen(zone.edition.closes_at):
        html = client.get(f"/c/{zone.edition.slug}").content.decode()
    assert f'href="/team/register/{zone.edition.slug}"' in html


def test_the_rules_are_said_in_words(zone):
    html = seen(f"/c/{zone.edition.slug}")
    for words in (
        "技术创新性",
        '<td class="n">25</td>',
        '<td class="n">100</td>',
        "去掉最高总分 1 个、最低总分 1 个",
        "有效评分少于 5 份时不去分",
        "投资 2 位",
        "“技术创新性”一项平均分高的在前",
        "由评审组组长裁定",
        "8 分钟",
        "保留 2 位小数",
        "第 6 名之后",
        "一等奖",
        "成长组",
        "不超过 100 MB、80 页",
    ):
        assert words in html, words
    assert "The highest totals (1) and the lowest (1) are dropped" in seen(
        f"/c/{zone.edition.slug}", lang="en"
    )


def test_rules_that_are_not_fixed_yet(zone):
    zone.round.rulebook.document = {}
    zone.round.rulebook.hash = "9" * 64
    zone.round.rulebook.save()
    assert "评分规则确定后会在这里公布" in seen(f"/c/{zone.edition.slug}")


def test_results_before_any_list(zone):
    assert "结果还没有公布" in seen(f"/c/{zone.edition.slug}/results")
    assert "No result has been published" in seen(f"/c/{zone.edition.slug}/results", lang="en")


def test_a_prepared_list_shows_nothing(zone):
    list_publish(zone, "proposed", final_rows(zone), state="approved")
    html = seen(f"/c/{zone.edition.slug}/results")
    assert "结果还没有公布" in html
    assert figures_shown(html, "88.20", "8820") == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_proposed_list(zone, lang):
    until = NOW + timedelta(days=7)
    list_publish(zone, "proposed", final_rows(zone), publicity_until=until)
    with clock.frozen(NOW + timedelta(days=1)):
        html = seen(f"/c/{zone.edition.slug}/results", lang=lang)
    words = {
        "zh": [
            "拟获奖名单公示",
            "名次暂定",
            "对名单有异议的",
            "示范园区",
            "2026 年 12 月 2 日 16:00",
        ],
        "en": ["Proposed list of winners", "provisional", "To object", "Demo zone", "2 Dec 2026"],
    }[lang]
    for each in [*words, "88.20", "86.50"]:
        assert each in html, each
    assert ("有效评分不足" if lang == "zh" else "Too few valid sheets") in html


def test_after_publicity_the_page_waits_for_the_final_list(zone):
    list_publish(zone, "proposed", final_rows(zone), publicity_until=NOW)
    with clock.frozen(NOW + timedelta(seconds=1)):
        html = seen(f"/c/{zone.edition.slug}/results")
    assert "等待获奖通报" in html
    assert "对名单有异议的" not in html


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_final_list_replaces_the_proposed_one(zone, lang):
    rows = final_rows(zone)
    list_publish(zone, "proposed", rows)
    list_publish(zone, "final", rows, opened_at=NOW + timedelta(days=8))
    html = seen(f"/c/{zone.edition.slug}/results", lang=lang)
    assert ("获奖通报" if lang == "zh" else "Final list of winners") in html
    assert ("名次暂定" if lang == "zh" else "provisional") not in html


def test_hostile_names_stay_text(zone):
    zone.edition.name = {"zh": HOSTILE, "en": HOSTILE}
    zone.edition.summary = {"zh": HOSTILE, "en": ""}
    zone.edition.save()
    list_publish(zone, "final", final_rows(zone, HOSTILE))
    certificate_make(zone, name=HOSTILE)
    for path in (
        "/",
        f"/c/{zone.edition.slug}",
        f"/c/{zone.edition.slug}/results",
        "/v/ABCDEFGH2345",
    ):
        for lang in ("zh", "en"):
            html = seen(path, lang=lang)
            assert "<img" not in html
            assert "&lt;script&gt;alert(1)" in html


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_valid_certificate(zone, lang):
    certificate_make(zone)
    html = seen("/v/abcd-efgh-2345", lang=lang)
    for words in {
        "zh": ["证书有效", "一等奖", "蓝鲸储能", "示范园区", "启明杯 2026"],
        "en": ["Valid certificate", "First prize", "Demo zone", "Qiming Cup 2026"],
    }[lang]:
        assert words in html


def test_a_revoked_certificate(zone):
    certificate_make(zone, revoked=True)
    html = seen("/v/ABCDEFGH2345")
    assert "证书已撤销" in html
    assert "证书有效" not in html


def test_an_unknown_certificate():
    html = seen("/v/ABC", status=404)
    assert "查无此证" in html
    assert "查验码应为 12 位" in html
    assert "查验码应为" not in seen("/v/ABCDEFGH9999", status=404)


@pytest.mark.parametrize(
    ("state", "words"),
    [("prepared", "公示期内"), ("approved", "公示期内"), ("cancelled", "查无此证")],
)
def test_a_code_of_a_list_that_is_not_final_yet(zone, state, words):
    publication = publication_make(zone, "final")
    publication.state = state
    steps = [{"step": "certificates_issue", "inserts": [{"code": "ABCDEFGH2345"}]}]
    publication.document = {"rows": [], "awards": [], "steps": steps}
    publication.save()
    html = seen("/v/ABCDEFGH2345", status=404 if state == "cancelled" else 200)
    assert words in html
    assert Publication.objects.count() == 1


def test_the_form_leads_to_the_codes_own_page(zone):
    answer = Client().get("/v/?code=abcd-efgh 2345&lang=en")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/v/ABCDEFGH2345?lang=en")
    assert "请先输入查验码" in seen("/v/?code=--")


@pytest.mark.parametrize("path", INFO)
def test_pages_are_only_read(path):
    assert CLIENT.post(path).status_code == 405
