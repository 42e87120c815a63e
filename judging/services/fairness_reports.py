"""Fairness reports: asked for, made by a worker, then published or kept by the organizer."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from contest.models import Round
from contest.services.events import edition_log
from core import clock
from core.documents.render import Language, content_hash
from core.errors import Problem
from core.files.made import bytes_discard, bytes_keep
from core.jobs.job import job
from core.models import Person, StoredFile
from core.services.files import file_store
from core.states import Machine
from judging.documents.fairness_paper import fairness_paper
from judging.fairness.facts import fairness_facts
from judging.models import FairnessReport, ReportSight, ReportState
from judging.selectors.fairness import ground_of, names_of, report_by_id
from judging.selectors.results import locked_result, opened_publications
from judging.selectors.standing import standing_of

MACHINE: Final = Machine(
    noun="fairness_report",
    states=tuple(ReportState.values),
    moves={
        ("waiting", "make"): "made",
        ("waiting", "fail"): "failed",
        ("failed", "fail"): "failed",
        ("failed", "make"): "made",
        ("failed", "ask"): "waiting",
    },
    refusal="fairness_report_state_refused",
)

LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")


class FactsDiffer(RuntimeError):
    """The sheets no longer give the locked result, so nothing is said about it."""


@dataclass(frozen=True, slots=True)
class _Made:
    """One language's file: bytes that are kept already, and what is known of them."""

    key: str
    size: int
    sha256: str
    pages: int
    name: str


@transaction.atomic
def fairness_report_ask(*, round: Round, actor: Person, at: datetime) -> FairnessReport:  # noqa: A002 - the noun of the table
    """Have the report of the locked result made; one that is there or on its way is that one.

    Raises fairness_before_lock.
    """
    result = locked_result(round)
    if result is None:
        raise Problem("fairness_before_lock")
    report, is_new = FairnessReport.objects.select_for_update(of=("self",)).get_or_create(
        result_set=result, defaults={"asked_by": actor, "asked_at": at}
    )
    if not is_new and report.state != ReportState.FAILED:
        return report
    if not is_new:
        report.state = MACHINE.step(report.state, "ask")
        report.tries += 1
        report.asked_by, report.asked_at = actor, at
        report.save(update_fields=["state", "tries", "asked_by", "asked_at"])
    fairness_report_work.enqueue(report=str(report.uid), tries=report.tries)
    return report


def _work_key(*, report: str, tries: int) -> str:
    return f"{report}:{tries}"


@job(key=_work_key, retries=2, backoff_s=5, timeout_s=300)
def fairness_report_work(*, report: str, tries: int) -> None:
    """The worker's part. What goes wrong is told on the report and tried again."""
    try:
        fairness_report_make(report_id=UUID(report), at=clock.now())
    except Exception:
        fairness_report_fail(report_id=UUID(report))
        raise


def fairness_report_make(*, report_id: UUID, at: datetime) -> None:
    """Facts, both files, the log's event; made twice it stays the first.

    Raises ``FactsDiffer`` and what the store or the layout raise; nothing is changed then.
    """
    report = report_by_id(report_id)
    if report is None or report.state == ReportState.MADE:
        return
    facts = _facts(report)
    made = {language: _file(report, facts, language, at) for language in LANGUAGES}
    try:
        _finish(report, facts, made, at)
    except BaseException:
        for each in made.values():
            bytes_discard(each.key)
        raise


@transaction.atomic
def fairness_report_fail(*, report_id: UUID) -> None:
    """Say that the making failed; a later try may still succeed."""
    report = FairnessReport.objects.select_for_update(of=("self",)).get(uid=report_id)
    if report.state != ReportState.MADE:
        report.state = MACHINE.step(report.state, "fail")
        report.save(update_fields=["state"])


@transaction.atomic
def fairness_report_publish(*, report: FairnessReport, actor: Person, at: datetime) -> None:
    """Link it on the results page, for everybody. Nothing happens where it is linked already.

    Raises fairness_report_state_refused before it is made, fairness_before_list before a list of
    the round is open.
    """
    if not opened_publications(report.result_set.round):
        raise Problem("fairness_before_list")
    _decide(report, ReportSight.PUBLISHED, actor, at)


@transaction.atomic
def fairness_report_keep(*, report: FairnessReport, actor: Person, at: datetime) -> None:
    """Keep it to those who answer for the result, or take it back to them.

    Raises fairness_report_state_refused before it is made.
    """
    _decide(report, ReportSight.KEPT, actor, at)


def _decide(report: FairnessReport, sight: ReportSight, actor: Person, at: datetime) -> None:
    locked = FairnessReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    verb = "publish" if sight == ReportSight.PUBLISHED else "keep"
    if locked.state != ReportState.MADE:
        raise Problem(MACHINE.refusal, params={"state": locked.state, "verb": verb})
    if locked.sight == sight and locked.decided_at is not None:
        return
    locked.sight, locked.decided_by, locked.decided_at = sight, actor, at
    locked.save(update_fields=["sight", "decided_by", "decided_at"])
    body = {"report": str(locked.uid), "content": locked.content_hash, "by": str(actor.uid)}
    edition = report.result_set.round.edition
    edition_log(edition=edition, event=f"fairness_report.{verb}", body=body, at=at)


def _facts(report: FairnessReport) -> dict[str, Any]:
    """The facts, if the sheets still give the rows that were locked."""
    result = report.result_set
    standing = standing_of(result.round)
    ground = ground_of(standing, seed=result.body_hash)
    rows = json.loads(result.body)["rows"]
    if ground is None or ground.insight.tally.document()["rows"] != rows:
        raise FactsDiffer(str(result.uid))
    return {
        **fairness_facts(ground),
        "names": names_of(standing),
        "result": {
            "version": result.version,
            "body": result.body_hash,
            "rulebook": result.rulebook_hash,
            "software": result.software,
        },
    }


def _file(report: FairnessReport, facts: dict[str, Any], language: Language, at: datetime) -> _Made:
    paper = fairness_paper(result=report.result_set, facts=facts, language=language, at=at)
    key = bytes_keep(paper.body, kind="pdf")
    digest = hashlib.sha256(paper.body).hexdigest()
    return _Made(key, len(paper.body), digest, paper.pages, paper.name)


@transaction.atomic
def _finish(
    report: FairnessReport, facts: dict[str, Any], made: dict[Language, _Made], at: datetime
) -> None:
    locked = FairnessReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    locked.state = MACHINE.step(locked.state, "make")
    locked.facts = facts
    locked.content_hash = content_hash(facts)
    locked.zh, locked.en = (_row(made[language], report.asked_by) for language in LANGUAGES)
    locked.made_at = at
    locked.save(update_fields=["state", "facts", "content_hash", "zh", "en", "made_at"])
    result = report.result_set
    body = {
        "report": str(locked.uid),
        "round": str(result.round.uid),
        "result": result.body_hash,
        "content": locked.content_hash,
        "files": {language: made[language].sha256 for language in LANGUAGES},
        "by": str(report.asked_by.uid),
    }
    edition_log(edition=result.round.edition, event="fairness_report.make", body=body, at=at)


def _row(made: _Made, person: Person) -> StoredFile:
    return file_store(
        person=person,
        name=made.name,
        size=made.size,
        sha256=made.sha256,
        kind="pdf",
        key=made.key,
        pages=made.pages,
    )
