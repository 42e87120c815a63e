"""The live page: whole without a script, the stream's own picture, nothing before its cue."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta

import pytest
from django.test import Client

from api.pages.scene import clock_left, scene_html, shortened, state_id, state_text
from contest.models import Edition, EditionState
from judging.models import Scene
from judging.selectors.room_state import Audience, room_state
from judging.services.breaks import break_add, break_set
from tests.factories.ceremonies import counted
from tests.factories.spectators import on_air, revealed, revealed_anyway, room_of, signed
from tests.judging.stage.test_scenes import CLOCK

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
CLIENT = Client()
SECOND = timedelta(seconds=1)


def seen(made, *, lang: str = "zh-hans", status: int = 200, query: str = "") -> str:
    answer = CLIENT.get(f"/c/{made.edition.slug}/live?lang={lang}{query}")
    html = answer.content.decode()
    assert answer.status_code == status, html[-1500:]
    assert not re.search(r"\bpage\.[a-z]+\.", html), "a key without its text"
    assert html.count("<h1") == 1
    assert " style=" not in html
    if status == 200:
        policy = answer.headers["Content-Security-Policy"]
        assert "script-src 'self'" in policy
        assert "connect-src 'self'" in policy
        assert "unsafe" not in policy
    return html


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


def test_the_order_shows_breaks_and_none_that_is_skipped():
    made = on_air()
    room = room_of(made)
    for after, name in ((0, "开场"), (2, "茶歇")):
        words_of = {"zh": name, "en": "Break"}
        by = made.by("timekeeper")
        break_add(room=room, after=after, minutes=15, words=words_of, actor=by, at=made.tick())
    made.cue("take", scene="order")
    said = words(seen(made))
    assert re.search(r"出场顺序 开场 休息 · 15 分钟 01 .* 02 .*茶歇 休息 · 15 分钟 03", said), said
    skipped = room_of(made).breaks[1]
    break_set(
        room=room, uid=skipped["id"], after=2, minutes=15, words=skipped["words"], skipped=True,
        actor=made.by("timekeeper"), at=made.tick(),
    )  # fmt: skip
    assert "茶歇" not in seen(made)


def test_a_reveal_step_by_step():
    made = on_air()
    slot = signed(made, made.slots()[0])
    assert "评分完成，请等待亮分 3 / 3 位评委已提交" in words(seen(made))
    made.command(slot, "seal", "reveal")
    closed = seen(made)
    assert closed.count("分数尚未揭晓") == 3
    assert not re.search(r"\b6[0-9]\.\d", closed)
    made.cue("step", step=1)
    # All three end in .00: one zero is enough.
    assert [f"6{n}.0" in words(seen(made)) for n in (1, 2, 3)] == [True] * 3
    assert "最终得分" not in seen(made)
    for step in (2, 3, 4):
        made.cue("step", step=step)
    html = words(seen(made))
    assert "最终得分 62.00 目前第 1 名 计入的 3 位评委平均分 满分 100" in html
    assert "现场成绩，以公布为准" in html
    assert "Live result; the published result decides" in words(seen(made, lang="en"))


def test_every_scene_has_its_words():
    made = on_air(named=(1,))
    revealed(made, made.slots()[0], 4)
    worded(made, Scene.REVEAL)
    made.command(made.slots()[0], "confirm")
    made.to_scoring(made.slots()[1])
    # The ceremony waits for a result; it has a test of its own.
    for scene in [each for each in Scene if each not in {Scene.REVEAL, Scene.CEREMONY}]:
        made.cue("take", scene=scene, text="<b>茶歇</b>" if scene == Scene.MESSAGE else "")
        worded(made, scene)


def worded(made, scene):
    """The scene's page in both languages; English has no Chinese but what the data say."""
    for lang in ("zh-hans", "en"):
        html = seen(made, lang=lang)
        assert f'data-scene="{scene}"' in html
        if scene == Scene.MESSAGE:
            assert "&lt;b&gt;茶歇&lt;/b&gt;" in html
        if lang == "en":
            shown = html.partition('id="show"')[2].partition("</footer>")[0].replace("茶歇", "")
            # Names of data come in both languages; a title has one.
            shown = re.sub(r'class="title">[^<]*', "", shown)
            assert not re.search(r"[\u4e00-\u9fff]", shown)


def test_a_rulebook_that_keeps_marks_shows_turn_and_name_only():
    made = on_air(reveal="sealed")
    slot = revealed_anyway(made, made.slots()[0])
    for scene in (Scene.REVEAL, Scene.LEADERBOARD):
        made.cue("take", scene=scene)
        html = seen(made)
        assert "本轮成绩不在现场公布" in html
        assert not re.search(r"\b6[0-9]\.\d", html)
        assert slot.entry.team.name["zh"] in html


def test_who_did_not_agree_is_no_name_in_either_language():
    made = on_air(named=())
    made.cue("take", scene=Scene.ORDER)
    for lang in ("zh-hans", "en"):
        html = seen(made, lang=lang)
        for entry in made.entries:
            # The factory's English names are "Team n", as who is not named is called as well.
            for secret in (entry.team.name["zh"], entry.number, entry.title):
                assert secret not in html
    assert "第 1 队" in seen(made)


def test_the_page_names_the_state_that_the_stream_would_send():
    made = on_air()
    html = seen(made, lang="en")
    body = room_state(room_id=room_of(made).uid, audience=Audience("public"))
    assert f'data-state="{state_id(state_text(body))}"' in html
    assert f'data-stream="/sse/v1/rooms/{room_of(made).uid}?lang=en"' in html
    assert scene_html(body, "en") in html


def test_without_a_script_it_asks_again_by_itself():
    html = seen(on_air())
    assert '<noscript><meta http-equiv="refresh" content="20"></noscript>' in html
    assert "本页每 20 秒自动刷新" in html


def test_nothing_on_air_is_a_sentence_and_no_script():
    made = on_air()
    link = f'href="/c/{made.edition.slug}/live"'
    assert link in CLIENT.get(f"/c/{made.edition.slug}").content.decode()
    Edition.objects.update(state=EditionState.PUBLICITY)
    html = seen(made)
    assert "现在没有正在进行的现场" in html
    assert "<script" not in html
    assert link not in CLIENT.get(f"/c/{made.edition.slug}").content.decode()


def test_a_room_that_is_none_of_the_editions_is_not_found():
    made = on_air()
    for room in ("nothing", "00000000-0000-4000-8000-000000000000"):
        assert CLIENT.get(f"/c/{made.edition.slug}/live?room={room}").status_code == 404
    assert CLIENT.get(f"/c/x-2026/live?room={room_of(made).uid}").status_code == 404


def test_the_clock_is_the_servers():
    start = datetime.fromisoformat(str(CLOCK["started_at"]))
    left = [clock_left(CLOCK, at=start + passed * SECOND) for passed in (0, 1.5, 480, 900)]
    assert left == [480, 479, 0, 0]
    paused = {**CLOCK, "paused_at": "2026-11-25T01:01:00Z"}
    assert clock_left(paused, at=start + 900 * SECOND) == 420
    assert clock_left(None, at=start) is None


def test_marks_lose_only_the_zeros_that_all_have():
    assert shortened(["85.50", "93.00"]) == 1
    assert shortened(["85.55", "93.00"]) == 0
    assert shortened([]) == 1


def test_a_state_is_named_by_what_it_says():
    assert state_id(json.dumps({"a": 1})) == state_id(json.dumps({"a": 1}))
    assert state_id("{}") != state_id("[]")


def test_a_ceremony_tells_each_place_at_its_cue():
    made = counted(named=(1, 2))
    made.cue("take", scene=Scene.CEREMONY)
    made.cue("step")
    html = seen(made)
    assert "第 3 名" in html
    assert not re.search(r"\b[4-6][0-9]\.\d", html)
    for _ in range(5):
        made.cue("step")
    html = seen(made)
    assert "一等奖" in html
    assert [figure in html for figure in ("42.00", "52.00", "62.00")] == [True] * 3
    # The third entry did not agree to be named.
    assert made.entries[2].team.name["zh"] not in html
    assert made.entries[0].team.name["zh"] in html
    assert "Award ceremony" in seen(made, lang="en")
