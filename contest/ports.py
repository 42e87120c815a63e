"""Work that higher packages do inside contest's transactions; config.wiring fills the ports."""

from datetime import datetime
from typing import Protocol

from contest.models import Edition, Entry
from core.models import Person
from core.ports import port


class EntryStep(Protocol):
    """A step only inserts or ends rows; where it cannot act it writes a to-do and returns."""

    def __call__(self, *, entry: Entry, at: datetime) -> None:
        """Do the work for one entry."""


def team_member_checks(*, edition: Edition, person: Person) -> None:
    """Ask the wired packages whether the person may compete; raises what they raise."""
    for check in port("contest.team_member_added"):
        check(edition=edition, person=person)


def acceptance_steps(*, entry: Entry, at: datetime) -> None:
    """Run what follows the acceptance of an entry, in the wired order."""
    for step in port("contest.entry_accepted"):
        step(entry=entry, at=at)


def consent_steps(*, entry: Entry, at: datetime) -> None:
    """Run what follows a consent that was given or withdrawn, in the wired order."""
    for step in port("contest.consent_changed"):
        step(entry=entry, at=at)


def withdrawal_steps(*, entry: Entry, at: datetime) -> None:
    """Run what follows an entry that was taken back, in the wired order."""
    for step in port("contest.entry_withdrawn"):
        step(entry=entry, at=at)
