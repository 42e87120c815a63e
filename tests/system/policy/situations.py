"""What must have happened for a row to be asked at all, done by the services and then undone.

A situation belongs to one phase; in the others the row is asked as the world stands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product

from allauth.mfa.models import Authenticator

from contest.models import Round
from contest.services.files import entry_upload_open
from contest.services.rulebooks import rulebook_add
from core import clock
from judging.models import Deliberation, FairnessReport, Motion, Publication
from judging.selectors.exceptions import exception_events
from judging.selectors.fairness import report_of
from judging.services.deliberations import deliberation_open
from judging.services.fairness_reports import (
    fairness_report_ask,
    fairness_report_make,
    fairness_report_publish,
)
from judging.services.interference import interference_file
from judging.services.motions import motion_count, motion_put, motion_record, motion_vote
from judging.services.publications import publication_prepare
from judging.services.recusals import recusal_declare
from judging.services.registers import line_add
from judging.services.rulebook_changes import rulebook_change_propose
from judging.services.supervision import note_put
from judging.services.what_ifs import what_if_ask, what_if_attest
from tests.factories.sessions import session_document
from tests.system.policy import desks_busy, draws_made
from tests.system.policy.live_situations import (
    alternate_seated,
    judge_silent,
    override_waiting,
    place_free,
)
from tests.system.policy.steps import score_all
from tests.system.policy.world import Cast
from tests.worlds import Day, seeded

Places = dict[str, str]
_HERO, _RIVAL, _THIRD = 1, 2, 3


def situated(cast: Cast, *, given: str, phase: str) -> Cast:
    """The cast after the named situation came about, with the places that it made."""
    if not given:
        return cast
    own_phase, happen = SITUATIONS[given]
    if phase != own_phase:
        return cast
    final = cast.day.final
    before = final.round, final.now, dict(final.devices)
    with seeded(f"situation-{given}"):
        places = happen(cast.day)
    found = replace(cast, places={**cast.places, **places}, at=final.now)
    # The caller rolls the database back; what the day keeps in memory goes back with it.
    final.round, final.now, final.devices = before
    return found


def _chair_recused(day: Day) -> Places:
    """From every entry of the panel."""
    for entry in day.final.entries:
        recusal_declare(
            seat=day.final.seats[0],
            entry=entry,
            source="system",
            reason="任职",
            at=day.final.tick(),
        )
    return {}


def _slots_done(day: Day) -> Places:
    score_all(day)
    return {}


def _sheets_signed(day: Day) -> Places:
    """The hero's two judges have signed; the third is recused."""
    for seat in (1, 2):
        day.sign(_HERO, seat, "41.50", "30")
    return {}


def _session_scored(day: Day) -> Places:
    """All teams were heard, all judges have signed, and the rules seal the session at once."""
    for number in (_RIVAL, _THIRD):
        day.to_scoring(number)
    for number, seat in ((_HERO, 1), (_HERO, 2), *product((_RIVAL, _THIRD), (1, 2, 3))):
        day.sign(number, seat, "41.50", "30")
    edition = day.final.edition
    rulebook = rulebook_add(edition=edition, document=session_document())
    Round.objects.filter(pk=day.final.round.pk).update(rulebook=rulebook)
    return {}


def _rival_signed(day: Day) -> Places:
    """The judge on seat 2 has just signed the rival's sheet: by the score path's own clock."""
    day.final.now = clock.now()
    day.sign(_RIVAL, 2, "41.50", "30")
    return {}


def _result_locked(day: Day) -> Places:
    day.final.lock()
    return {}


def _publication_prepared(day: Day) -> Places:
    day.final.lock()
    final = day.final
    return _places_of(
        publication_prepare(
            round=final.round, kind="proposed", actor=final.by("organizer"), at=final.tick()
        )
    )


def _publication_approved(day: Day) -> Places:
    day.final.lock()
    return _places_of(day.final.prepare_publication("proposed"))


def _report_kept(day: Day) -> Places:
    final = day.final
    asked = fairness_report_ask(round=final.round, actor=final.by("organizer"), at=final.tick())
    fairness_report_make(report_id=asked.uid, at=final.tick())
    file = FairnessReport.objects.select_related("zh").get().zh
    assert file is not None
    return {"file_id": str(file.uid)}


def _report_published(day: Day) -> Places:
    places, final = _report_kept(day), day.final
    report = report_of(final.round)
    assert report is not None
    fairness_report_publish(report=report, actor=final.by("organizer"), at=final.tick())
    return places


def _nobody_stepped_up(happen: Callable[[Day], Places]) -> Callable[[Day], Places]:
    """The same, five minutes and a second after everybody showed their second factor."""

    def happened(day: Day) -> Places:
        places = happen(day)
        day.final.tick(301)
        return places

    return happened


def _nobody_has_a_factor(happen: Callable[[Day], Places]) -> Callable[[Day], Places]:
    """The same, where nobody owns a second factor."""

    def happened(day: Day) -> Places:
        places = _nobody_stepped_up(happen)(day)
        Authenticator.objects.all().delete()
        return places

    return happened


def _nothing(day: Day) -> Places:
    return {}


def _change_proposed(day: Day) -> Places:
    final = day.final
    document = {**final.round.rulebook.document, "cut_after": 5}
    change = rulebook_change_propose(
        round=final.round,
        document=document,
        reason="晋级名额有误",
        actor=final.by("organizer"),
        at=final.tick(),
    )
    return {"change_id": str(change.uid)}


def _deliberating(day: Day) -> Places:
    final = day.final
    deliberation_open(
        round=final.round, mode="attributed", actor=final.by("organizer"), at=final.tick()
    )
    return {}


def _motion_put(day: Day, kind: str = "keep") -> Places:
    """About the hero, whom judge 3 does not judge; the chair has voted."""
    _deliberating(day)
    final = day.final
    motion = motion_put(
        deliberation=Deliberation.objects.get(round=final.round),
        entry=day.entry(_HERO),
        kind=kind,
        text="维持原结果",
        clause="",
        order=[],
        actor=final.by("organizer"),
        at=final.tick(),
    )
    motion_vote(motion=motion, seat=final.seats[0], choice="for", at=final.tick())
    return {"motion_id": str(motion.uid)}


def _motion_counted(day: Day) -> Places:
    places = _motion_put(day)
    final = day.final
    motion = Motion.objects.select_related("deliberation").get(uid=places["motion_id"])
    motion_vote(motion=motion, seat=final.seats[1], choice="against", at=final.tick())
    motion_count(motion=motion, actor=final.by("organizer"), at=final.tick())
    return places


def _marked_again(day: Day) -> Places:
    """The hero went back to its judges; nobody has signed anew."""
    places = _motion_put(day, "rescore")
    final = day.final
    motion = Motion.objects.select_related("deliberation").get(uid=places["motion_id"])
    motion_vote(motion=motion, seat=final.seats[1], choice="for", at=final.tick())
    motion_count(motion=motion, actor=final.by("organizer"), at=final.tick())
    motion_record(motion=motion, actor=final.by("organizer"), at=final.tick())
    return places


def _what_if_asked(day: Day) -> Places:
    final = day.final
    what_if_ask(
        round=final.round, reason="评委会要求核对", actor=final.by("organizer"), at=final.tick()
    )
    return {}


def _what_if_open(day: Day) -> Places:
    _what_if_asked(day)
    final = day.final
    what_if_attest(round=final.round, actor=final.by("witness"), at=final.tick())
    return {}


def _witness_asked(day: Day) -> Places:
    """A question, a line of the register, an entry of interference, an exception."""
    final, edition = day.final, day.edition
    note = note_put(
        edition=edition,
        round_id=final.round.uid,
        kind="question",
        subject_kind="round",
        text="为什么暂停两次？",
        actor=final.by("witness"),
        at=final.tick(),
    )
    line = line_add(
        edition=edition, kind="phone", name="评委一", actor=final.by("witness"), at=final.tick()
    )
    interference_file(
        edition=edition,
        who="某副局长",
        said="请关照",
        actor=final.by("event_desk"),
        at=final.tick(),
    )
    event = exception_events(edition)[0]
    return {"note_id": str(note.uid), "line_id": str(line.uid), "event_id": event.id}


def _places_of(publication: Publication) -> Places:
    return {"publication_id": str(publication.uid), "publication_hash": publication.hash}


def _upload_begun(day: Day) -> Places:
    upload = entry_upload_open(
        entry=day.entry(_HERO),
        slot="deck",
        name="deck.pdf",
        size=4,
        sha256="0" * 64,
        actor=day.person("leader_1"),
        at=day.final.tick(),
    )
    return {"upload_id": str(upload.uid)}


SITUATIONS: dict[str, tuple[str, Callable[[Day], Places]]] = {
    "report kept": ("published", _report_kept),
    "report published": ("published", _report_published),
    "no step-up, report kept": ("published", _nobody_stepped_up(_report_kept)),
    "paper filed": ("deliberation", desks_busy.paper_filed),
    "paper failed": ("deliberation", desks_busy.paper_failed),
    "upload begun": ("open", _upload_begun),
    "draw committed": ("closed", draws_made.draw_committed),
    "lots out": ("closed", draws_made.lots_out),
    "paper drawn": ("closed", draws_made.paper_drawn),
    "paper typed": ("closed", draws_made.paper_typed),
    "paper typed, no witness": ("closed", draws_made.no_witness),
    "no step-up, paper": ("closed", _nobody_stepped_up(draws_made.paper_typed)),
    "two rooms drawn": ("closed", draws_made.two_rooms_drawn),
    "transfer asked": ("closed", draws_made.transfer_asked),
    "no step-up, transfer": ("closed", _nobody_stepped_up(draws_made.transfer_asked)),
    "place free, heat": ("closed", draws_made.place_free),
    "moved up": ("closed", draws_made.moved_up),
    "order drawn": ("closed", draws_made.order_drawn),
    "chair recused": ("judging", _chair_recused),
    "sheets signed": ("judging", _sheets_signed),
    "rival signed": ("judging", _rival_signed),
    "session scored": ("judging", _session_scored),
    "slots done": ("judging", _slots_done),
    "result locked": ("deliberation", _result_locked),
    "publication prepared": ("deliberation", _publication_prepared),
    "publication approved": ("deliberation", _publication_approved),
    "reopening proposed": ("deliberation", desks_busy.reopening_proposed),
    "no step-up, reopening": ("deliberation", _nobody_stepped_up(desks_busy.reopening_proposed)),
    "no factor, reopening": ("deliberation", _nobody_has_a_factor(desks_busy.reopening_proposed)),
    "incident open": ("judging", desks_busy.incident_begun),
    "incident signed": ("judging", desks_busy.incident_signed),
    "late come": ("deliberation", desks_busy.late_come),
    "no step-up, late": ("deliberation", _nobody_stepped_up(desks_busy.late_come)),
    "no factor, late": ("deliberation", _nobody_has_a_factor(desks_busy.late_come)),
    "deliberating": ("deliberation", _deliberating),
    "motion put": ("deliberation", _motion_put),
    "motion counted": ("deliberation", _motion_counted),
    "marked again": ("deliberation", _marked_again),
    "change proposed": ("deliberation", _change_proposed),
    "no step-up, change": ("deliberation", _nobody_stepped_up(_change_proposed)),
    "no factor, change": ("deliberation", _nobody_has_a_factor(_change_proposed)),
    "witness asked": ("deliberation", _witness_asked),
    "what-if asked": ("deliberation", _what_if_asked),
    "what-if open": ("deliberation", _what_if_open),
    "no step-up, what-if": ("deliberation", _nobody_stepped_up(_what_if_asked)),
    "no factor, what-if": ("deliberation", _nobody_has_a_factor(_what_if_asked)),
    "judge silent": ("judging", judge_silent),
    "place free": ("judging", place_free),
    "alternate seated": ("judging", alternate_seated),
    "override waiting": ("judging", override_waiting),
    "no step-up, override": ("judging", _nobody_stepped_up(override_waiting)),
    "no factor, override": ("judging", _nobody_has_a_factor(override_waiting)),
    "no step-up": ("deliberation", _nobody_stepped_up(_nothing)),
    "no step-up, prepared": ("deliberation", _nobody_stepped_up(_publication_prepared)),
    "no step-up, approved": ("deliberation", _nobody_stepped_up(_publication_approved)),
    "no factor": ("deliberation", _nobody_has_a_factor(_nothing)),
    "no factor, prepared": ("deliberation", _nobody_has_a_factor(_publication_prepared)),
    "no factor, approved": ("deliberation", _nobody_has_a_factor(_publication_approved)),
}
