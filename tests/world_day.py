"""A day of a final, step by step: what teams, desk, judges and the room do in a world of a test."""

from __future__ import annotations

import hashlib
import os
import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from contest.models import ConsentKind, Edition, Entry
from contest.services.consents import consent_give
from contest.services.editions import (
    edition_move,
)
from contest.services.eligibility import entry_decide
from contest.services.entries import entry_edit
from contest.services.files import entry_upload_complete, entry_upload_open
from contest.services.submissions import entry_submit
from contest.services.teams import team_member_invite, team_member_join, team_register
from core import clock
from core.models import Account, Person
from core.selectors.viewers import viewer_for
from core.services.people import account_for_email
from core.services.uploads import upload_part_store
from judging.models import CorrectionRequest
from judging.services.calls import call_make
from judging.services.conflicts import conflict_state
from judging.services.correction_decisions import correction_decide
from judging.services.corrections import correction_request
from judging.services.notes import note_write
from tests.factories.files import pdf
from tests.factories.judging import Final
from tests.factories.late import accepted, arrives

REQUIRED = (ConsentKind.RULES, ConsentKind.DATA_USE)


@contextmanager
def seeded(label: str) -> Iterator[None]:
    """Every random byte inside the block comes from a stream of this name."""
    stream = random.Random(hashlib.sha256(label.encode()).digest())
    kept = os.urandom, random._urandom  # type: ignore[attr-defined]
    os.urandom = random._urandom = stream.randbytes  # type: ignore[attr-defined]
    try:
        yield
    finally:
        os.urandom, random._urandom = kept  # type: ignore[attr-defined]


def refresh(final: Final) -> None:
    """Numbers and states of the entries as they now stand."""
    for entry in final.entries:
        entry.refresh_from_db()


@dataclass
class Day:
    """One host's edition with its people; `final` holds round, panel and the steps of the day."""

    name: str
    final: Final
    accounts: dict[str, Account] = field(default_factory=dict)

    @property
    def edition(self) -> Edition:
        """The edition as it now stands."""
        return Edition.objects.select_related("contest__host").get(pk=self.final.edition.pk)

    def person(self, who: str) -> Person:
        """The human behind an account of this world."""
        person = self.accounts[who].person
        assert person is not None
        return person

    def account(self, who: str) -> Account:
        """An account by name, made on first use."""
        if who not in self.accounts:
            with seeded(f"{self.name}-account-{who}"):
                self.accounts[who] = account_for_email(
                    email=f"{who}@{self.name}.test".replace("_", "-"), name=who
                )
        return self.accounts[who]

    def entry(self, number: int) -> Entry:
        """The entry that registered as number n (from 1), as it now stands."""
        entry = self.final.entries[number - 1]
        return Entry.objects.select_related("edition__contest__host", "team").get(pk=entry.pk)

    # Before the deadline ------------------------------------------------------------------

    def register(self, number: int, *, zone: bool = True) -> Entry:
        """A team with two people and a complete draft; `zone` is the separate consent."""
        with seeded(f"{self.name}-team-{number}"):
            leader = self.account(f"leader_{number}").person
            assert leader is not None
            entry = team_register(
                edition=self.edition,
                name={"zh": f"团队{number}", "en": f"Team {number}"},
                actor=leader,
                at=self.final.tick(),
            )
            self._join(entry, number, leader)
            self._fill(entry, number, leader)
            self._upload(entry, number, leader)
            for kind in (*REQUIRED, *([ConsentKind.ZONE] if zone else [])):
                consent_give(
                    entry=entry, kind=kind, text_version=1, actor=leader, at=self.final.tick()
                )
        self.final.entries.append(entry)
        return entry

    def _join(self, entry: Entry, number: int, leader: Person) -> None:
        invitation, _token = team_member_invite(team=entry.team, actor=leader, at=self.final.tick())
        member = self.account(f"member_{number}").person
        assert member is not None
        team_member_join(invitation=invitation, actor=member, at=self.final.tick())

    def _fill(self, entry: Entry, number: int, leader: Person) -> None:
        edition = self.edition
        entry_edit(
            entry=entry,
            base_rev=Entry.objects.get(pk=entry.pk).rev,
            changes={
                "title": f"项目{number}",
                "summary": f"第{number}个项目的简介。",
                "track": edition.tracks.get(),
                "division": edition.divisions.get(),
                "landing_intent": "firm",
                "planned_investment_minor": 1_000_000_00 * number,
            },
            actor=leader,
            at=self.final.tick(),
        )

    def _upload(self, entry: Entry, number: int, leader: Person) -> None:
        deck = pdf(pages=3, text=f"deck {number}")
        upload = entry_upload_open(
            entry=self._fresh(entry),
            slot="deck",
            name=f"deck-{number}.pdf",
            size=len(deck),
            sha256=hashlib.sha256(deck).hexdigest(),
            actor=leader,
            at=self.final.tick(),
        )
        viewer = viewer_for(
            account=self.account(f"leader_{number}"), device_id=None, at=self.final.now
        )
        upload_part_store(
            upload_id=upload.uid, number=1, body=deck, viewer=viewer, at=self.final.tick()
        )
        entry_upload_complete(entry=self._fresh(entry), upload=upload, at=self.final.tick())

    def _fresh(self, entry: Entry) -> Entry:
        return Entry.objects.select_related("edition__contest__host", "team").get(pk=entry.pk)

    def submit(self, number: int) -> None:
        """The leader sends what stands in the draft."""
        with seeded(f"{self.name}-submit-{number}"), clock.frozen(self.final.tick()):
            entry_submit(
                entry=self.entry(number),
                actor=self.person(f"leader_{number}"),
                at=self.final.now,
            )

    def accept(self, number: int) -> None:
        """The desk lets the entry in."""
        with seeded(f"{self.name}-accept-{number}"):
            entry_decide(
                entry=self.entry(number),
                decision="accept",
                actor=self.person("eligibility_officer"),
                at=self.final.tick(),
            )

    def enter(self, *numbers: int) -> None:
        """These entries are sent and let in; then registration ends."""
        for number in numbers:
            self.submit(number)
            self.accept(number)
        self.close()

    # The day ------------------------------------------------------------------------------

    def close(self) -> None:
        """Registration ends."""
        with seeded(f"{self.name}-close"):
            edition_move(edition=self.edition, verb="close", at=self.final.tick())

    def seat(self, *, recused: dict[int, tuple[int, ...]] | None = None) -> None:
        """Judges sign and answer; `recused` names entry numbers by seat number."""
        refresh(self.final)
        with seeded(f"{self.name}-nda"):
            self.final.sign_ndas()
        begun = self.final.now
        for seat in self.final.seats:
            for number, entry in enumerate(self.final.entries, start=1):
                # An answer's time depends on seat and entry alone, not on how many there are.
                self.final.now = begun + timedelta(seconds=100 * seat.number + number)
                with seeded(f"{self.name}-conflict-{seat.number}-{number}"):
                    conflict = number in (recused or {}).get(seat.number, ())
                    conflict_state(
                        seat=seat,
                        entry=entry,
                        has_conflict=conflict,
                        detail="shareholding" if conflict else "",
                        at=self.final.tick(),
                    )

    def draw(self) -> None:
        """The running order, from the demo's own seed."""
        with seeded(f"{self.name}-draw"):
            self.final.draw()

    def open(self) -> None:
        """The round takes scores."""
        with seeded(f"{self.name}-open"):
            self.final.open()

    def to_scoring(self, number: int) -> None:
        """Entry n is called, pitches, answers, and the judges score."""
        with seeded(f"{self.name}-scoring-{number}"):
            self.final.to_scoring(self.final.slot(self.entry(number)))

    def sign(
        self, number: int, seat: int, technology: str, market: str, *, turn: str = "sign"
    ) -> None:
        """A judge gives both marks and signs."""
        with seeded(f"{self.name}-{turn}-{number}-{seat}"):
            self.final.sign(
                self.final.seats[seat - 1],
                self.final.slot(self.entry(number)),
                technology=technology,
                market=market,
            )

    def unsign(self, number: int, seat: int) -> None:
        """The judge takes the signature back."""
        with seeded(f"{self.name}-unsign-{number}-{seat}"):
            self.final.unsign(self.final.seats[seat - 1], self.final.slot(self.entry(number)))

    def ask_staff(self, seat: int, code: str) -> None:
        """The judge calls somebody."""
        with seeded(f"{self.name}-call-{seat}-{code}"):
            call_make(seat=self.final.seats[seat - 1], code=code, at=self.final.tick())

    def correct(self, number: int, seat: int, criterion: str, value: str) -> None:
        """The judge asks for another mark on a signed sheet."""
        with seeded(f"{self.name}-correct-{number}-{seat}-{criterion}"):
            sheet = self.final.sheet(
                self.final.seats[seat - 1], self.final.slot(self.entry(number))
            )
            correction_request(
                sheet=sheet,
                criterion=criterion,
                value=value,
                reason="misheard",
                text=f"→ {value}",
                at=self.final.tick(),
            )

    def note(self, number: int, seat: int, text: str) -> None:
        """The judge writes something down."""
        with seeded(f"{self.name}-note-{number}-{seat}"):
            note_write(
                seat=self.final.seats[seat - 1],
                entry=self.entry(number),
                text=text,
                base_rev=0,
                at=self.final.tick(),
            )

    def seal(self, number: int) -> None:
        """Every sheet is in; nothing is shown yet."""
        with seeded(f"{self.name}-seal-{number}"):
            self.final.command(self.final.slot(self.entry(number)), "seal")

    def reveal(self, number: int, steps: int) -> None:
        """Sealed, and shown to the hall that far."""
        with seeded(f"{self.name}-reveal-{number}"):
            self.final.command(self.final.slot(self.entry(number)), "seal", "reveal")
            for step in range(1, steps + 1):
                self.final.cue("step", step=step)

    def confirm(self, number: int) -> None:
        """Sealed, revealed to the hall, confirmed by the team."""
        with seeded(f"{self.name}-confirm-{number}"):
            self.final.reveal(self.final.slot(self.entry(number)))

    def judge(
        self,
        *,
        recused: dict[int, tuple[int, ...]],
        taken_back: Iterable[tuple[int, int]] = (),
        corrected: Iterable[tuple[int, int]] = (),
        late: Iterable[tuple[int, int]] = (),
    ) -> None:
        """Every seat marks every entry but those it is recused from; the result is locked.

        Signatures in `taken_back`, as (entry, seat), are taken back and given again; marks in
        `corrected` are corrected after the reveal, in `late` some come that late.
        """
        twice = set(taken_back)
        self.seat(recused=recused)
        self.draw()
        self.open()
        seats = range(1, len(self.final.seats) + 1)
        for number in range(1, len(self.final.entries) + 1):
            self.to_scoring(number)
            for seat in seats:
                if number not in recused.get(seat, ()):
                    self.sign(number, seat, f"{40 + number}.50", "30")
                if (number, seat) in twice:
                    self.unsign(number, seat)
                    self.sign(number, seat, f"{40 + number}.50", "31", turn="sign-again")
            self.confirm(number)
        for number, seat in corrected:
            self.correct(number, seat, "market", "25")
            self.agree(number, seat)
        for number, seat in late:
            self.come_late(number, seat)
        self.lock()

    def come_late(self, number: int, seat: int) -> None:
        """A mark of the judge comes after the seal; chair and verifier accept it."""
        with seeded(f"{self.name}-late-{number}-{seat}"):
            at = [each.entry_id for each in self.final.slots()].index(self.entry(number).pk)
            assert arrives(self.final, ("market", "26"), seat=seat - 1, slot=at) == ["held"]
            accepted(self.final)

    def agree(self, number: int, seat: int) -> None:
        """Chair and verifier let the judge's request pass."""
        final = self.final
        with seeded(f"{self.name}-agree-{number}-{seat}"):
            sheet = final.sheet(final.seats[seat - 1], final.slot(self.entry(number)))
            asked = CorrectionRequest.objects.get(sheet=sheet, state="open")
            deciding = {"panel": final.judge(1), "verifier": final.by("verifier")}
            for office, actor in deciding.items():
                correction_decide(
                    correction=asked,
                    office=office,
                    approves=True,
                    words="",
                    actor=actor,
                    at=final.tick(),
                )

    def lock(self) -> None:
        """The round closes, is computed, and a second person locks the result."""
        with seeded(f"{self.name}-lock"):
            self.final.close()
            self.final.compute()
            self.final.lock()

    def publish(self, kind: str) -> None:
        """Two people open a publication; the demo's publicity passes before the final one."""
        with seeded(f"{self.name}-publish-{kind}"):
            self.final.tick(60)
            self.final.publish(kind)
