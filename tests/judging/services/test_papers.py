"""Papers: blank cards before, sheets to sign and the protocol once the round takes no marks."""

import hashlib
import json
import re
from decimal import Decimal

import pytest

from core.documents import render as rendering
from core.errors import Problem
from core.jobs.worker import drain
from core.models import LogOpening
from judging.documents import ink_paper
from judging.models import PaperPage, PaperPrint, Recusal
from judging.paper.codes import code_shown
from judging.services import papers
from judging.services.correction_decisions import correction_decide
from judging.services.corrections import correction_request
from judging.services.papers import MACHINE, paper_again, paper_print
from judging.services.recusals import recusal_declare
from tests.factories import judging
from tests.factories.papers import printed
from tests.judging.services.paper_texts import bytes_of, pages_of

TRIMMED = {
    "method": "trimmed", "version": 1, "drop_high": 1, "drop_low": 1, "minimum_for_trim": 5,
    "below_minimum": "mean", "decimals": 2, "rounding": "half_up", "tie_on": "rounded",
}  # fmt: skip
PANEL = {"seats": 5, "kinds": {"technical": 5}, "minimum_sheets": 3, "alternates": 1}


def events(kind):
    rows = LogOpening.objects.filter(leaf__type=kind).order_by("leaf__seq")
    return [json.loads(row.body)["body"] for row in rows]


def refused(final, kind):
    with pytest.raises(Problem) as problem:
        printed(final, kind)
    return problem.value.code


def corrected(final, seat, slot, value):
    """The mark on market, by the two who decide."""
    asked = correction_request(
        sheet=final.sheet(seat, slot), criterion="market", value=value, reason="misheard",
        text="听成三十", at=final.tick(),
    )  # fmt: skip
    for office, who in (("panel", final.judge(1)), ("verifier", final.by("verifier"))):
        correction_decide(
            correction=asked, office=office, approves=True, words="", actor=who, at=final.tick()
        )


def test_a_card_for_each_judge_and_entry_each_with_a_nonce_of_its_own(final):
    assert refused(final, "cards") == "paper_before_draw"
    final.sign_ndas()
    final.draw()
    recusal_declare(
        seat=final.seats[1], entry=final.entries[0], source="self", reason="任职", at=final.tick()
    )
    cards = printed(final, "cards", role="event_desk")
    pages = list(PaperPage.objects.filter(print=cards).order_by("position"))
    assert Recusal.objects.count() == 1
    assert len(pages) == len(pages_of(cards)) == 3 * 3 - 1
    assert len({page.mark for page in pages}) == len({page.code for page in pages}) == 8
    for page, text in zip(pages, pages_of(cards), strict=True):
        assert code_shown(page.code) in text
        assert page.slot is not None
        assert page.seat is not None
        assert page.slot.entry.number in text
        assert f"J{page.seat.number}" in text
    again = printed(final, "cards")
    assert not {page.mark for page in pages} & {page.mark for page in again.pages.all()}


def test_the_qr_of_a_card_has_its_nonce(final, monkeypatch):
    final.sign_ndas()
    final.draw()
    drawn = []
    real = rendering.render

    def seen(kind, data, **more):
        drawn.extend(more["codes"])
        return real(kind, data, **more)

    monkeypatch.setattr(ink_paper, "render", seen)
    cards = printed(final, "cards")
    expected = [f"YISAI:PAPER:{page.code}:{page.mark[:16].upper()}" for page in cards.pages.all()]
    assert drawn == expected


def test_nothing_with_a_value_is_printed_while_the_round_takes_marks(opened):
    opened.play_all()
    assert {refused(opened, kind) for kind in ("sheets", "protocol")} == {"paper_before_close"}
    opened.close()
    assert {refused(opened, kind) for kind in ("sheets", "protocol")} == {"paper_before_result"}
    assert refused(opened, "cards") == "round_closed"
    assert not PaperPrint.objects.exists()
    assert events("paper.print") == []


@pytest.fixture
def counted(db):
    """Five judges, four entries, of whom one did not come and one is corrected."""
    final = judging.final(entries=4, judges=5, aggregation=TRIMMED, panel=PANEL)
    final.prepare()
    first, gone, *others = final.slots()
    final.command(first, "call", "start_pitch")
    final.tick(600)
    final.command(first, "pause", code="network")
    final.tick(60)
    final.command(first, "resume", "start_questions", "start_scoring")
    final.sign_all(first)
    final.reveal(first)
    final.command(gone, "call", "no_show", code="team_said")
    for place, slot in enumerate(others):
        final.play(slot, 44 - 3 * place)
    corrected(final, final.seats[3], others[0], "35.00")
    final.close()
    final.compute()
    return final


def test_each_judge_signs_one_page_and_four_people_the_table(counted):
    run = printed(counted, "sheets")
    texts = pages_of(run)
    assert [page.kind for page in run.pages.all()] == ["judge"] * 5 + ["totals"]
    assert len(texts) == 6
    fourth = texts[3]
    assert "评委评分汇总表" in fourth
    assert "4 号评委 J4" in fourth
    assert "缺席" in fourth
    rows = re.findall(r"(\d+\.\d\d) (\d+\.\d\d) (\d+\.\d\d)", fourth)
    assert len(rows) == 3
    assert all(Decimal(one) + Decimal(two) == Decimal(total) for one, two, total in rows)
    assert ("40.00", "35.00", "75.00") not in rows
    assert any(row[1] == "35.00" for row in rows)
    table = texts[5]
    assert [name in table for name in ("评委组长", "计分员", "复核人", "监督人")] == [True] * 4
    for page, text in zip(run.pages.all(), texts, strict=True):
        assert page.mark[:8] in text


def test_places_of_the_table_are_those_of_its_totals(counted):
    """Recomputed from the words on the paper: drop what is in brackets, mean, order."""
    table = pages_of(printed(counted, "sheets"))[5]
    rows = re.findall(r"(QM-\d+) \S+ \d+ ((?:\(?\d+\.\d\d\)? ){5})(\d+\.\d\d) (\d+)", table)
    assert len(rows) == 3
    finals = []
    for _number, totals, final, rank in rows:
        kept = [Decimal(each) for each in totals.split() if not each.startswith("(")]
        assert len(kept) == 3
        assert round(sum(kept) / 3, 2) == Decimal(final)
        finals.append((-Decimal(final), int(rank)))
    assert [rank for _final, rank in sorted(finals)] == [1, 2, 3]


def test_the_same_run_gives_the_same_bytes_and_the_log_has_their_hash(counted):
    run = printed(counted, "sheets", "en")
    assert ink_paper.paper_file(run).body == bytes_of(run)
    (made,) = events("paper.make")
    (asked,) = events("paper.print")
    assert made["file"] == hashlib.sha256(bytes_of(run)).hexdigest()
    assert asked["content"] == made["content"] == run.content_hash
    assert asked["pages"] == {page.code: page.mark for page in run.pages.all()}
    assert "Judge’s score summary" in pages_of(run)[0]


def test_a_mark_is_the_hash_of_figures_and_names_no_run(counted):
    marks = [
        [page.mark for page in printed(counted, "sheets", language).pages.all()]
        for language in ("zh", "en")
    ]
    assert marks[0] == marks[1]


def test_what_fails_is_told_and_is_made_later_of_what_was_fixed_then(counted, monkeypatch):
    def broken(*_args, **_more):
        raise RuntimeError("no room on the disk")

    scorekeeper = counted.by("scorekeeper")
    run = paper_print(
        round=counted.round, kind="sheets", language="zh", actor=scorekeeper, at=counted.tick()
    )
    with monkeypatch.context() as patch:
        patch.setattr(papers, "bytes_keep", broken)
        drain()
    run.refresh_from_db()
    assert (run.state, run.file) == ("failed", None)
    again = paper_again(paper=run, actor=scorekeeper, at=counted.tick())
    assert (again.state, again.tries, again.content_hash) == ("waiting", 2, run.content_hash)
    drain()
    run.refresh_from_db()
    assert run.state == "made"
    with pytest.raises(Problem) as problem:
        paper_again(paper=run, actor=scorekeeper, at=counted.tick())
    assert problem.value.code == "paper_state_refused"


def test_the_table_of_moves():
    assert dict(MACHINE.moves) == {
        ("waiting", "make"): "made",
        ("waiting", "fail"): "failed",
        ("failed", "fail"): "failed",
        ("failed", "make"): "made",
        ("failed", "ask"): "waiting",
    }
