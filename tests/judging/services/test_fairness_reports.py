"""Fairness reports: made once for a locked result, the organizer's to publish or keep."""

import hashlib
import io
import json
import re

import pypdfium2
import pytest

from core.errors import Problem
from core.files.stores import blob_store
from core.jobs.worker import drain
from core.models import JobRun, LogOpening, StoredFile
from judging.documents import fairness_paper
from judging.fairness import facts as facts_module
from judging.models import FairnessReport, ReportSight, ReportState, ScoreCell
from judging.services import fairness_reports
from judging.services.fairness_reports import (
    MACHINE,
    fairness_report_ask,
    fairness_report_keep,
    fairness_report_make,
    fairness_report_publish,
)
from tests.factories import judging

TRIMMED = {
    "method": "trimmed", "version": 1, "drop_high": 1, "drop_low": 1, "minimum_for_trim": 5,
    "below_minimum": "mean", "decimals": 2, "rounding": "half_up", "tie_on": "rounded",
}  # fmt: skip
PANEL = {"seats": 5, "kinds": {"technical": 5}, "minimum_sheets": 3, "alternates": 1}
ALLOWED = {
    ("waiting", "make"): "made",
    ("waiting", "fail"): "failed",
    ("failed", "fail"): "failed",
    ("failed", "make"): "made",
    ("failed", "ask"): "waiting",
}


@pytest.fixture
def locked(opened):
    opened.finish()
    return opened


def asked(final, role="scorekeeper"):
    return fairness_report_ask(round=final.round, actor=final.by(role), at=final.tick())


def made(final):
    report = asked(final)
    fairness_report_make(report_id=report.uid, at=final.tick())
    report.refresh_from_db()
    assert report.state == ReportState.MADE
    return report


def bytes_of(file: StoredFile) -> bytes:
    return b"".join(blob_store().read_range(key=file.key, start=0, length=file.size))


def text_of(file: StoredFile) -> str:
    with pypdfium2.PdfDocument(io.BytesIO(bytes_of(file))) as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
    return re.sub(r"[\s\u200b]", "", text)


def events(final, kind):
    rows = LogOpening.objects.filter(leaf__type=kind).order_by("leaf__seq")
    return [json.loads(row.body)["body"] for row in rows]


def shown(value):
    """A figure as the paper prints it."""
    return re.sub(r"^-", "\N{MINUS SIGN}", re.sub(r"\s", "", str(value)))


def figures_of(facts):
    """Every figure of the facts that a reader has to find."""
    cut, judges, order = facts["cut"], facts["judges"], facts["order"]
    yield from (facts["size"][name] for name in ("ranked", "judges", "sheets"))
    yield from (cut["gap"], cut["inside"]["final"], cut["outside"]["final"], cut["after"])
    for row in facts["range"]["rows"]:
        yield from (row["rank"], row["final"], row["sd"], row["best"], row["worst"])
    for row in judges["rows"]:
        yield from (row["judge"], row["n"], row["mean"], row["sd"], row["low"], row["high"])
        yield row["leniency"]
        yield row["se"]
    yield from (order["slope"], order["se"])
    for row in facts["dropped"]["rows"]:
        yield from (row["final_all"], row["rank_all"], f"{row['counted']}/{row['sheets']}")
    for each in facts["others"]:
        if each["refused"] is None:
            yield f"{each['moved']}/{each['entries']}"
            yield each["largest"]
    yield from (facts["reliability"][name] for name in ("one", "mean", "w", "chi2"))
    yield from (facts["result"][name] for name in ("body", "rulebook", "software"))


def test_every_figure_is_printed_in_both_languages_and_the_hashes_are_the_logs(db):
    final = judging.final(entries=8, judges=5, aggregation=TRIMMED, panel=PANEL)
    final.prepare()
    for place, waiting in enumerate(final.slots()):
        slot = final.to_scoring(waiting)
        for seat in final.seats:
            technology = f"{50 - 3 * place - (place * 5 + seat.number * seat.number) % 7}.50"
            final.sign(seat, slot, technology=technology, market=f"{20 + seat.number}.00")
        final.reveal(slot)
    final.close()
    final.compute()
    final.lock()
    report = made(final)
    facts = report.facts
    assert facts["judges"]["shown"]
    assert facts["order"]["slope"] is not None
    assert facts["dropped"]["applies"]
    figures = [shown(each) for each in figures_of(facts)]
    assert len(figures) > 120
    (event,) = events(final, "fairness_report.make")
    # Numbers that stand nowhere are not found, so that the look below can fail.
    assert [each for each in ("91.37", "+77.11", "3.14159") if each in text_of(report.zh)] == []
    for language, file in (("zh", report.zh), ("en", report.en)):
        text = text_of(file)
        assert [each for each in figures if each not in text] == []
        assert report.content_hash in text
        teams = [facts["names"]["entries"][entry.number][language] for entry in final.entries]
        assert [team for team in teams if shown(team) not in text] == []
        assert hashlib.sha256(bytes_of(file)).hexdigest() == file.sha256
        assert event["files"][language] == file.sha256
    assert event["content"] == report.content_hash
    assert event["result"] == final.round.result_sets.get().body_hash
    assert "公平性报告" in text_of(report.zh)
    assert "FairnessReport" in text_of(report.en)


def test_the_worker_makes_it_and_no_judge_is_named(locked):
    report = asked(locked)
    assert report.state == ReportState.WAITING
    assert drain() >= 1
    report.refresh_from_db()
    assert (report.state, report.sight) == (ReportState.MADE, ReportSight.KEPT)
    names = [seat.expert.person.name for seat in locked.seats]
    for name in names:
        assert name not in str(report.facts)
    assert report.facts["judges"]["rows"] == []  # three judges would be known by their figures
    with pypdfium2.PdfDocument(io.BytesIO(bytes_of(report.zh))) as pdf:
        assert (report.zh.kind, report.zh.pages) == ("pdf", len(pdf))


def test_only_a_locked_result_has_one(opened):
    opened.play_all()
    opened.close()
    opened.compute()
    with pytest.raises(Problem) as refused:
        asked(opened)
    assert refused.value.code == "fairness_before_lock"
    assert not FairnessReport.objects.exists()


def test_asked_twice_it_is_one(locked):
    first = made(locked)
    again = asked(locked, "organizer")
    assert (again.pk, again.state) == (first.pk, ReportState.MADE)
    fairness_report_make(report_id=first.uid, at=locked.tick())
    again.refresh_from_db()
    assert (again.zh_id, again.made_at) == (first.zh_id, first.made_at)
    assert len(events(locked, "fairness_report.make")) == 1
    assert JobRun.objects.filter(job__contains="fairness").count() == 1


def test_what_fails_is_told_and_can_be_asked_again(locked, monkeypatch):
    def broken(*_args, **_more):
        raise RuntimeError("no room on the disk")

    report = asked(locked)
    with monkeypatch.context() as patch:
        patch.setattr(fairness_reports, "bytes_keep", broken)
        drain()
    report.refresh_from_db()
    assert (report.state, report.facts, report.zh) == (ReportState.FAILED, None, None)
    assert events(locked, "fairness_report.make") == []
    again = asked(locked)
    assert (again.state, again.tries) == (ReportState.WAITING, 2)
    drain()
    again.refresh_from_db()
    assert again.state == ReportState.MADE


def test_bytes_that_no_row_names_are_removed(locked, monkeypatch):
    kept: list[str] = []
    gone: list[str] = []

    def keep(body, *, kind):
        kept.append(kind)
        return f"key-{len(kept)}"

    def broken(**_more):
        raise RuntimeError("the log")

    report = asked(locked)
    monkeypatch.setattr(fairness_reports, "bytes_keep", keep)
    monkeypatch.setattr(fairness_reports, "bytes_discard", gone.append)
    monkeypatch.setattr(fairness_reports, "edition_log", broken)
    with pytest.raises(RuntimeError, match="the log"):
        fairness_report_make(report_id=report.uid, at=locked.tick())
    assert gone == ["key-1", "key-2"]
    assert not StoredFile.objects.filter(kind="pdf", key__startswith="key-").exists()


def test_sheets_that_no_longer_give_the_result_are_not_reported(locked):
    """The planted fault: a mark changed behind everybody's back."""
    report = asked(locked)
    ScoreCell.objects.filter(criterion="market").update(value=100)
    with pytest.raises(fairness_reports.FactsDiffer):
        fairness_report_make(report_id=report.uid, at=locked.tick())


def test_publishing_waits_for_the_list_and_is_logged_once(locked):
    report = made(locked)
    organizer = locked.by("organizer")
    with pytest.raises(Problem) as refused:
        fairness_report_publish(report=report, actor=organizer, at=locked.tick())
    assert refused.value.code == "fairness_before_list"
    locked.publish("proposed")
    for _ in range(2):
        fairness_report_publish(report=report, actor=organizer, at=locked.tick())
    report.refresh_from_db()
    assert (report.sight, report.decided_by) == (ReportSight.PUBLISHED, organizer)
    (event,) = events(locked, "fairness_report.publish")
    assert event["content"] == report.content_hash
    fairness_report_keep(report=report, actor=organizer, at=locked.tick())
    report.refresh_from_db()
    assert report.sight == ReportSight.KEPT
    assert len(events(locked, "fairness_report.keep")) == 1


def test_nothing_is_decided_before_it_is_made(locked):
    report = asked(locked)
    locked.publish("proposed")
    for decide in (fairness_report_publish, fairness_report_keep):
        with pytest.raises(Problem) as refused:
            decide(report=report, actor=locked.by("organizer"), at=locked.tick())
        assert refused.value.code == "fairness_report_state_refused"


def test_the_same_facts_give_the_same_bytes(locked):
    report = made(locked)
    result = locked.round.result_sets.get()
    twice = [
        fairness_paper.fairness_paper(
            result=result, facts=report.facts, language="en", at=report.made_at
        ).body
        for _ in range(2)
    ]
    assert twice[0] == twice[1] == bytes_of(report.en)


def test_the_table_of_moves():
    assert dict(MACHINE.moves) == ALLOWED
    assert facts_module.VERSION == 1
