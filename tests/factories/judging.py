"""A final of a few entries and judges, built by the services that a real one goes through.

Only what happened before the judging (teams, accepted entries) is made of bare rows.
"""

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from contest.models import (
    Edition,
    EditionState,
    Entry,
    EntryState,
    MemberRole,
    Round,
    Team,
    TeamMember,
)
from contest.services.editions import contest_create, edition_create
from contest.services.rounds import round_add
from contest.services.rulebooks import rulebook_add
from core.models import Device, Host, Person, Role
from core.services.devices import device_bind
from core.services.memberships import membership_grant
from core.services.people import account_for_person, person_create
from judging.models import (
    APART,
    LAST_STEP,
    Panel,
    PanelSeat,
    Publication,
    Room,
    ScoreSheet,
    SheetState,
    Slot,
)
from judging.selectors.nda import nda_text
from judging.services.conflicts import conflict_state
from judging.services.draw import draw_commit, draw_reveal
from judging.services.experts import expert_add
from judging.services.nda import nda_sign
from judging.services.panels import panel_create, seat_add
from judging.services.program import program_cue
from judging.services.publications import (
    publication_approve,
    publication_open,
    publication_prepare,
)
from judging.services.results import result_compute, result_lock
from judging.services.rounds import round_close, round_open
from judging.services.scoring.apply import score_ops_apply
from judging.services.scoring.operations import ScoreOp, SeenSheet, SignOp, UnsignOp
from judging.services.slots import slot_command

T0 = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
NAME = {"zh": "决赛", "en": "Final"}
STAFF = ("organizer", "scorekeeper", "timekeeper", "verifier", "witness", "event_desk")


def rulebook_document(**changes):
    """Two criteria, mean of at least two sheets, two levels of awards, a cut after three."""
    criterion = {"name": NAME, "step": "0.5", "required": True}
    return {
        "rulebook": 0,
        "name": NAME,
        "scale": {"total": "100"},
        "criteria": [
            {"id": "technology", "max": "60", **criterion},
            {"id": "market", "max": "40", **criterion},
        ],
        "panel": {"seats": 3, "kinds": {"technical": 3}, "minimum_sheets": 2, "alternates": 1},
        "aggregation": {
            "method": "mean",
            "version": 1,
            "decimals": 2,
            "rounding": "half_up",
            "tie_on": "rounded",
        },
        "ties": [{"rule": "higher_criterion", "criterion": "technology"}, {"rule": "share"}],
        "awards": [
            {"level": "first", "name": {"zh": "一等奖", "en": "First prize"}, "places": 1},
            {"level": "second", "name": {"zh": "二等奖", "en": "Second prize"}, "places": 1},
        ],
        "cut_after": 3,
        "timing": {"pitch_s": 480, "questions_s": 420, "scoring_s": 120},
        "sealing": "per_slot",
        "publicity": {"seconds": 5},
        **changes,
    }


@dataclass
class Final:
    """One round with everything around it; `at` rises by a second with each `tick()`."""

    host: Host
    edition: Edition
    round: Round
    panel: Panel
    staff: dict[str, Person]
    seats: list[PanelSeat]
    alternate: PanelSeat
    entries: list[Entry]
    devices: dict[int, Device] = field(default_factory=dict)
    now: datetime = T0
    seq: int = 0

    def tick(self, seconds: int = 1) -> datetime:
        self.now += timedelta(seconds=seconds)
        return self.now

    def by(self, role: str) -> Person:
        return self.staff[role]

    def judge(self, number: int) -> Person:
        return self.seats[number - 1].expert.person

    def leader(self, entry: Entry) -> Person:
        return entry.team.members.get(role=MemberRole.LEADER).person

    # The steps of the day -----------------------------------------------------------------

    def sign_ndas(self) -> None:
        text = nda_text()
        for seat in self.seats:
            nda_sign(
                edition=self.edition,
                person=seat.expert.person,
                version=text.version,
                text_hash=text.hash,
                at=self.tick(),
            )

    def state_none(self) -> None:
        for seat in self.seats:
            for entry in self.entries:
                conflict_state(seat=seat, entry=entry, has_conflict=False, at=self.tick())

    def draw(self, seed: bytes = b"\x01" * 32) -> list[Slot]:
        draw_commit(round=self.round, actor=self.by("organizer"), at=self.tick(), seed=seed)
        return draw_reveal(round=self.round, actor=self.by("organizer"), at=self.tick())

    def draw_random(self) -> list[Slot]:
        """The draw of a real edition."""
        draw_commit(round=self.round, actor=self.by("organizer"), at=self.tick())
        return draw_reveal(round=self.round, actor=self.by("organizer"), at=self.tick())

    def prepare(self) -> None:
        """Everything up to the open round."""
        self.sign_ndas()
        self.draw()
        self.state_none()
        self.open()

    def open(self) -> None:
        self.round = round_open(round=self.round, actor=self.by("organizer"), at=self.tick())

    def slot(self, entry: Entry) -> Slot:
        return Slot.objects.select_related("room__panel__round").get(entry=entry)

    def slots(self) -> list[Slot]:
        return list(Slot.objects.select_related("room__panel__round").order_by("position"))

    def command(self, slot: Slot, *verbs: str, code: str = "") -> Slot:
        for verb in verbs:
            slot = slot_command(
                slot=slot, verb=verb, actor=self.by("timekeeper"), at=self.tick(), code=code
            )
        return slot

    def to_scoring(self, slot: Slot) -> Slot:
        return self.command(slot, "call", "start_pitch", "start_questions", "start_scoring")

    def sheet(self, seat: PanelSeat, slot: Slot) -> ScoreSheet:
        rows = ScoreSheet.objects.exclude(state__in=APART)
        return rows.get(seat=seat, slot=slot)

    def sign(self, seat: PanelSeat, slot: Slot, **marks: str) -> ScoreSheet:
        """The judge types the marks and signs, by operations."""
        sheet, person = self.sheet(seat, slot), seat.expert.person
        device = self.device(person)
        known = {cell.criterion: cell.rev for cell in sheet.cells.all()}
        ops: list[ScoreOp | SignOp] = [
            ScoreOp(
                person.pk,
                uuid.uuid4(),
                device.uid,
                self.next(),
                "",
                sheet.uid,
                name,
                mark,
                known[name],
            )
            for name, mark in marks.items()
        ]
        revs = {name: rev + (name in marks) for name, rev in known.items()}
        seen = SeenSheet(sheet.uid, revs)
        ops.append(SignOp(person.pk, uuid.uuid4(), device.uid, self.next(), "", (seen,)))
        outcomes = score_ops_apply(ops=ops, at=self.tick())
        assert {each.outcome for each in outcomes} == {"applied"}, outcomes
        return self.sheet(seat, slot)

    def unsign(self, seat: PanelSeat, slot: Slot) -> None:
        """The judge takes the signature back, a second after the last thing that happened."""
        person = seat.expert.person
        op = UnsignOp(
            person.pk,
            uuid.uuid4(),
            self.device(person).uid,
            self.next(),
            "",
            self.sheet(seat, slot).uid,
        )
        [outcome] = score_ops_apply(ops=[op], at=self.tick())
        assert outcome.outcome == "applied", outcome

    def sign_all(self, slot: Slot, base: int = 50) -> None:
        for seat in self.seats:
            if ScoreSheet.objects.filter(seat=seat, slot=slot, state=SheetState.OPEN).exists():
                technology = f"{base - seat.number}.50"
                self.sign(seat, slot, technology=technology, market="30.00")

    def play(self, slot: Slot, base: int = 50) -> Slot:
        slot = self.to_scoring(slot)
        self.sign_all(slot, base)
        return self.reveal(slot)

    def reveal(self, slot: Slot) -> Slot:
        """Sealed, opened to the hall step by step, confirmed by the team."""
        self.command(slot, "seal", "reveal")
        for step in range(1, LAST_STEP + 1):
            self.cue("step", step=step)
        return self.command(slot, "confirm")

    def cue(self, verb: str, **asked) -> Room:
        """A cue of the hall's screen."""
        room = Room.objects.select_related("panel__round__edition").get(panel=self.panel)
        actor = self.by("timekeeper")
        return program_cue(room=room, verb=verb, actor=actor, at=self.tick(), **asked)

    def play_all(self) -> None:
        for place, slot in enumerate(self.slots()):
            self.play(slot, max(5, 50 - 3 * place))

    def close(self) -> None:
        self.round = round_close(round=self.round, actor=self.by("organizer"), at=self.tick())

    def compute(self):
        return result_compute(round=self.round, actor=self.by("scorekeeper"), at=self.tick())

    def lock(self):
        return result_lock(round=self.round, actor=self.by("verifier"), at=self.tick())

    def finish(self) -> None:
        """From an open round to a locked result."""
        self.play_all()
        self.close()
        self.compute()
        self.lock()

    def prepare_publication(self, kind: str) -> Publication:
        """Prepared by the organizer, approved by the verifier."""
        prepared = publication_prepare(
            round=self.round, kind=kind, actor=self.by("organizer"), at=self.tick()
        )
        return publication_approve(
            publication=prepared, actor=self.by("verifier"), hash=prepared.hash, at=self.tick()
        )

    def open_publication(self, publication: Publication) -> Publication:
        return publication_open(
            publication=publication,
            actor=self.by("organizer"),
            hash=publication.hash,
            at=self.tick(),
        )

    def publish(self, kind: str) -> Publication:
        return self.open_publication(self.prepare_publication(kind))

    def device(self, person: Person) -> Device:
        if person.pk not in self.devices:
            self.devices[person.pk] = device_bind(
                person=person, kind="judge", key=f"key-{person.pk}", label="", at=self.now
            )
        return self.devices[person.pk]

    def next(self) -> int:
        self.seq += 1
        return self.seq


def final(*, entries: int = 3, judges: int = 3, is_demo: bool = True, slug: str = "cup", **rules):
    """A prepared round with seats taken on paper, nobody signed yet."""
    host = Host.objects.create(slug=f"{slug}-zone", name=NAME)
    contest = contest_create(host=host, slug=slug, name=NAME)
    edition = edition_create(
        contest=contest,
        slug=f"{slug}-2026",
        year=2026,
        name=NAME,
        opens_at=T0 - timedelta(days=60),
        closes_at=T0 - timedelta(days=10),
        entry_prefix="QM",
        is_demo=is_demo,
    )
    Edition.objects.filter(pk=edition.pk).update(state=EditionState.CLOSED)
    edition.refresh_from_db()
    rulebook = rulebook_add(edition=edition, document=rulebook_document(**rules))
    round_ = round_add(edition=edition, code="final", name=NAME, seq=1, rulebook=rulebook)
    panel = panel_create(round=round_, name=NAME)
    seats = [
        seat_add(panel=panel, expert=_expert(host, f"J{n}"), number=n, is_chair=n == 1)
        for n in range(1, judges + 1)
    ]
    alternate = seat_add(
        panel=panel, expert=_expert(host, "Alternate"), number=judges + 1, is_alternate=True
    )
    return Final(
        host=host,
        edition=edition,
        round=round_,
        panel=panel,
        staff={role: staff_member(edition, role) for role in STAFF},
        seats=seats,
        alternate=alternate,
        entries=[accepted_entry(edition, n) for n in range(1, entries + 1)],
    )


def staff_member(edition: Edition, role: str, person: Person | None = None) -> Person:
    """Somebody with a role for the edition."""
    person = person or person_create(name=role)
    membership_grant(
        person=person,
        host=edition.contest.host,
        role=Role(role),
        at=T0 - timedelta(days=90),
        scope=("edition", edition.uid),
    )
    account_for_person(person=person)
    return person


def accepted_entry(edition: Edition, number: int) -> Entry:
    """A team with its leader and an entry that the desk accepted."""
    title = f"项目{number}"
    team = Team.objects.create(
        edition=edition, name={"zh": title, "en": f"Team {number}"}, name_key=f"team{number}"
    )
    leader = person_create(name=f"L{number}")
    account_for_person(person=leader)
    TeamMember.objects.create(team=team, person=leader, role=MemberRole.LEADER, joined_at=T0)
    return Entry.objects.create(
        edition=edition,
        team=team,
        number=f"QM-{number:03d}",
        state=EntryState.ACCEPTED,
        title=title,
        submitted_at=T0,
    )


def _expert(host: Host, name: str):
    person = person_create(name=name)
    account_for_person(person=person)
    return expert_add(host=host, person=person, kind="technical")
