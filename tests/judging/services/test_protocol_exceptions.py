"""The protocol lists what did not go by itself, with reasons and everybody who took part."""

import pytest

from judging.services.breaks import break_add
from judging.services.incidents import incident_close, incident_open, incident_sign
from judging.services.supervision import note_answer, note_put
from tests.factories.papers import printed
from tests.judging.services.paper_texts import pages_of
from tests.judging.services.test_overrides import decide, propose, short

__all__ = ["short"]
pytestmark = pytest.mark.django_db


def incident(final):
    by, room = final.by("timekeeper"), final.panel.room
    made = incident_open(
        room=room, slot=final.slots()[0], code="venue_fault", text="投影中断", actor=by,
        at=final.tick(),
    )  # fmt: skip
    for office, who in (("chair", final.judge(1)), ("verifier", final.by("verifier"))):
        incident_sign(incident=made, office=office, words="", actor=who, at=final.tick())
    incident_close(incident=made, words="已补时", actor=final.by("organizer"), at=final.tick())


def question(final):
    asked = note_put(
        edition=final.edition, round_id=final.round.uid, kind="question", subject_kind="round",
        text="为什么缺评委三的评分？", actor=final.by("witness"),
        at=final.tick(),
    )  # fmt: skip
    note_answer(note=asked, text="评委离场", actor=final.by("organizer"), at=final.tick())


def played_through(final):
    for slot in final.slots()[1:]:
        final.play(slot)
    final.close()
    final.compute()


def address(final):
    break_add(
        room=final.panel.room, after=len(final.slots()), minutes=15,
        words={"zh": "领导致辞", "en": "Address"}, actor=final.by("timekeeper"), at=final.tick(),
    )  # fmt: skip


def test_overrides_incidents_breaks_and_the_witness_are_in_it(short):
    address(short)
    decide(short, propose(short))
    incident(short)
    question(short)
    played_through(short)
    text = "".join(pages_of(printed(short, "protocol"))).replace("\n", "")
    for said in ("评委突发疾病离场", "投影中断", "已补时", "为什么缺评委三的评分", "评委离场"):
        assert said in text, said
    assert "缺少评委 3 的评分即封存" in text
    assert "出场顺序中的休息与环节 位置 情况 分钟 第 3 队之后 领导致辞 15 列入顺序" in text


def test_where_nothing_happened_no_section_stands(opened):
    opened.play_all()
    opened.close()
    opened.compute()
    facts = printed(opened, "protocol").facts["protocol"]
    assert not {"overrides", "incidents", "supervision"} & set(facts)
    assert "breaks" not in facts["turns"]
