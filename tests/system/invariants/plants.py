"""One violation of each invariant, planted in a whole edition."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.db.models import F

from contest.models import ConsentText, Entry, EntryGrant, EntryVersion, Rulebook
from core.models import (
    AuditEvent,
    AuditPlace,
    LogCheckpoint,
    LogLeaf,
    LogOpening,
    LogTree,
    Membership,
    Role,
    StoredFile,
)
from judging.models import (
    Ceremony,
    CorrectionVoice,
    Deliberation,
    LateVoice,
    Motion,
    Override,
    Recusal,
    ResultRow,
    ResultSet,
    Room,
    ScoreCell,
    ScoreOperation,
    ScoreSheet,
    Slot,
)
from tests.worlds import Day

Plant = Callable[[Day], str]
PLANTS: dict[str, Plant] = {}


def plants(invariant: str) -> Callable[[Plant], Plant]:
    """The function breaks this invariant and returns the name of what it broke."""

    def keep(plant: Plant) -> Plant:
        PLANTS[invariant] = plant
        return plant

    return keep


def named(leaf: LogLeaf) -> str:
    return f"{leaf.tree}/{leaf.seq}"


def _of(kind: str) -> LogLeaf:
    leaf = LogLeaf.objects.filter(type=kind).select_related("tree").order_by("pk").first()
    assert leaf is not None
    return leaf


@plants("ceremony_of_log")
def _ceremony(world: Day) -> str:
    """A hall that saw a cue which nobody gave."""
    by, at = world.person("organizer"), world.final.tick()
    made = Ceremony.objects.create(
        room=Room.objects.get(panel=world.final.panel),
        result_set=ResultSet.objects.get(round=world.final.round, state="locked"),
        shown_cue=1,
        begun_by=by,
        begun_at=at,
    )
    return str(made.uid)


@plants("motion_of_log")
def _motion(world: Day) -> str:
    """A disqualification that nobody voted on."""
    by, at = world.person("organizer"), world.final.tick()
    talk = Deliberation.objects.create(
        round=world.final.round, mode="anonymous", state="closed", opened_by=by, opened_at=at
    )
    motion = Motion.objects.create(
        deliberation=talk,
        entry=world.entry(1),
        kind="disqualify",
        text="x",
        state="recorded",
        mover=by,
        moved_at=at,
        outcome="carried",
        may_vote=3,
        votes_for=3,
        votes_against=0,
        votes_abstain=0,
    )
    return str(motion.uid)


@plants("draw_of_record")
def _running_order(world: Day) -> str:
    """Two teams have changed places and nobody moved them."""
    first, second = Slot.objects.filter(room__panel=world.final.panel).order_by("position")[:2]
    for slot, position in ((first, 900), (second, 1), (first, 2)):
        Slot.objects.filter(pk=slot.pk).update(position=position)
    return str(world.final.round.draw.uid)


@plants("log_seq_gap_free")
def _gap(_world: Day) -> str:
    tree = LogTree.objects.get(owner_kind="edition")
    LogTree.objects.filter(pk=tree.pk).update(size=F("size") + 1)
    return f"{tree}/{tree.size}"


@plants("log_leaf_opens")
def _opening(_world: Day) -> str:
    leaf = _of("score.apply")
    LogOpening.objects.filter(leaf=leaf).update(salt="00" * 32)
    return named(leaf)


@plants("log_opening_present")
def _no_opening(_world: Day) -> str:
    leaf = _of("nda.sign")
    LogOpening.objects.filter(leaf=leaf).delete()
    return named(leaf)


@plants("log_frontier")
def _frontier(_world: Day) -> str:
    tree = LogTree.objects.get(owner_kind="edition")
    LogTree.objects.filter(pk=tree.pk).update(frontier="00" * (len(tree.frontier) // 2))
    return str(tree)


@plants("log_checkpoint_root")
def _other_root(_world: Day) -> str:
    row = LogCheckpoint.objects.select_related("tree").order_by("pk")[0]
    LogCheckpoint.objects.filter(pk=row.pk).update(root="00" * 32)
    return f"{row.tree}@{row.size}"


@plants("log_checkpoint_signed")
def _other_signature(_world: Day) -> str:
    row = LogCheckpoint.objects.select_related("tree").order_by("pk")[0]
    LogCheckpoint.objects.filter(pk=row.pk).update(text=row.text.replace("time 2026", "time 2025"))
    return f"{row.tree}@{row.size}"


@plants("audit_event_has_leaf")
def _other_reader(world: Day) -> str:
    event = AuditEvent.objects.get()
    AuditEvent.objects.filter(pk=event.pk).update(person=world.person("judge_1"))
    return str(event.uid)


@plants("audit_leaf_has_event")
def _no_reading(_world: Day) -> str:
    place = AuditPlace.objects.select_related("leaf__tree").get()
    AuditPlace.objects.filter(pk=place.pk).delete()
    AuditEvent.objects.filter(pk=place.event_id).delete()
    return named(place.leaf)


@plants("membership_verifier_or_witness")
def _double_role(world: Day) -> str:
    row = Membership.objects.create(
        person=world.person("verifier"),
        host=world.final.host,
        role=Role.WITNESS,
        scope_kind="edition",
        scope_id=world.edition.uid,
        since=world.final.now,
    )
    return str(row.uid)


@plants("file_stored")
def _file(_world: Day) -> str:
    file = StoredFile.objects.order_by("pk")[0]
    StoredFile.objects.filter(pk=file.pk).update(sha256="0" * 64)
    return str(file.uid)


@plants("entry_submitted_has_version")
def _no_version(_world: Day) -> str:
    entry = Entry.objects.order_by("pk")[0]
    bare = Entry.objects.create(
        edition=entry.edition,
        team=_copy(entry.team, name_key="another"),
        state="in_check",
        submitted_at=entry.submitted_at,
    )
    return str(bare.uid)


def _copy(row, **changes):
    row.pk, row.uid = None, uuid.uuid4()
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(force_insert=True)
    return row


@plants("entry_receipt_signed")
def _receipt(_world: Day) -> str:
    version = EntryVersion.objects.order_by("pk")[0]
    forged = version.signature[:-2] + ("00" if version.signature[-2:] != "00" else "11")
    EntryVersion.objects.filter(pk=version.pk).update(signature=forged)
    return str(version.uid)


@plants("entry_receipt_number_unique")
def _same_number(_world: Day) -> str:
    first, second = EntryVersion.objects.order_by("pk")[:2]
    EntryVersion.objects.filter(pk=second.pk).update(receipt_number=first.receipt_number)
    return str(second.uid)


@plants("entry_version_has_leaf")
def _changed_content(_world: Day) -> str:
    version = EntryVersion.objects.order_by("pk")[0]
    content = {**version.content, "title": "另一个"}
    EntryVersion.objects.filter(pk=version.pk).update(content=content)
    return str(version.uid)


@plants("entry_grant_ends_with_entry")
def _gone(_world: Day) -> str:
    grant = EntryGrant.objects.filter(until__isnull=True).order_by("pk")[0]
    EntryGrant.objects.filter(entry=grant.entry).exclude(pk=grant.pk).update(until=grant.since)
    Entry.objects.filter(pk=grant.entry_id).update(state="withdrawn")
    return str(grant.uid)


@plants("rulebook_hash")
def _rules(_world: Day) -> str:
    rulebook = Rulebook.objects.get()
    document = {**rulebook.document, "scale": {"total": "90"}}
    Rulebook.objects.filter(pk=rulebook.pk).update(document=document)
    return str(rulebook.uid)


@plants("consent_text_hash")
def _words(_world: Day) -> str:
    text = ConsentText.objects.order_by("pk")[0]
    ConsentText.objects.filter(pk=text.pk).update(text={"zh": "别的", "en": "Other"})
    return str(text.uid)


@plants("score_cell_projection")
def _cell(_world: Day) -> str:
    cell = ScoreCell.objects.filter(rev__gt=0).select_related("sheet").order_by("pk")[0]
    ScoreCell.objects.filter(pk=cell.pk).update(value=F("value") + 50)
    return f"{cell.sheet.uid}/{cell.criterion}"


@plants("score_cell_once")
def _strange_cell(_world: Day) -> str:
    sheet = ScoreSheet.objects.order_by("pk")[0]
    ScoreCell.objects.create(sheet=sheet, criterion="charm")
    return f"{sheet.uid}/charm"


@plants("score_operation_has_leaf")
def _operation(_world: Day) -> str:
    op = ScoreOperation.objects.filter(outcome="applied", kind="score").order_by("pk")[0]
    ScoreOperation.objects.filter(pk=op.pk).update(value=(op.value or 0) + 50)
    return str(op.op_id)


@plants("score_leaf_has_operation")
def _lost_operation(_world: Day) -> str:
    op = ScoreOperation.objects.filter(outcome="applied").select_related("leaf__tree").latest("pk")
    assert op.leaf is not None
    ScoreOperation.objects.filter(pk=op.pk).delete()
    return named(op.leaf)


@plants("sheet_signature_has_leaf")
def _signature(_world: Day) -> str:
    sheet = ScoreSheet.objects.filter(state="counted").order_by("pk")[0]
    ScoreSheet.objects.filter(pk=sheet.pk).update(total=(sheet.total or 0) + 100)
    return str(sheet.uid)


@plants("sheet_total")
def _total(_world: Day) -> str:
    return _signature(_world)


@plants("sheet_superseded_once")
def _taken_back_for_nothing(_world: Day) -> str:
    sheet = ScoreSheet.objects.filter(state="counted").order_by("pk")[0]
    return str(_copy(sheet, state="superseded").uid)


@plants("correction_two_persons")
def _one_corrects(_world: Day) -> str:
    voice = CorrectionVoice.objects.get(office="panel")
    CorrectionVoice.objects.filter(pk=voice.pk).update(approves=False)
    return str(voice.correction.uid)


@plants("late_change_two_persons")
def _one_accepts(_world: Day) -> str:
    voice = LateVoice.objects.get(office="verifier")
    LateVoice.objects.filter(pk=voice.pk).update(approves=False)
    return str(voice.change.uid)


@plants("override_as_logged")
def _override(world: Day) -> str:
    """Two people are named, but neither said so in the log."""
    at = world.final.tick()
    made = Override.objects.create(
        slot=world.final.slot(world.entry(1)),
        state="approved",
        missing=[],
        reason="x",
        proposed_by=world.person("organizer"),
        proposed_at=at,
        decided_by=world.person("verifier"),
        decided_at=at,
    )
    return str(made.uid)


@plants("sheet_left_out_by_two")
def _left_out(_world: Day) -> str:
    sheet = ScoreSheet.objects.filter(state="counted").order_by("pk")[0]
    ScoreSheet.objects.filter(pk=sheet.pk).update(state="excluded")
    return str(sheet.uid)


@plants("recusal_without_grant")
def _grant(_world: Day) -> str:
    recusal = Recusal.objects.get()
    grant = EntryGrant.objects.create(
        entry=recusal.entry,
        person=recusal.seat.expert.person,
        capability="read",
        source="judging",
        since=recusal.declared_at,
    )
    return str(grant.uid)


@plants("recusal_without_sheet")
def _sheet(_world: Day) -> str:
    sheet = ScoreSheet.objects.select_related("slot").filter(state="counted").order_by("pk")[0]
    assert sheet.signed_at is not None
    Recusal.objects.create(
        seat=sheet.seat, entry=sheet.slot.entry, source="self", declared_at=sheet.signed_at
    )
    return str(sheet.uid)


@plants("result_recomputes")
def _marks(_world: Day) -> str:
    cell = ScoreCell.objects.filter(sheet__state="counted").order_by("pk")[0]
    ScoreCell.objects.filter(pk=cell.pk).update(value=100)
    return str(ResultSet.objects.get(state="locked").uid)


@plants("result_hash")
def _body(_world: Day) -> str:
    result = ResultSet.objects.get(state="locked")
    ResultSet.objects.filter(pk=result.pk).update(body=result.body + " ")
    return str(result.uid)


@plants("result_rows")
def _row(_world: Day) -> str:
    row = ResultRow.objects.filter(rank=2).get()
    ResultRow.objects.filter(pk=row.pk).update(rank=1)
    return str(row.result_set.uid)
