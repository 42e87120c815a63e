"""An open edition and its entries in each state, by the services that make them."""

import hashlib
from dataclasses import dataclass

from contest.models import Edition, Entry, EntryVersion, Track
from contest.services.consents import consent_give
from contest.services.editions import (
    consent_text_add,
    contest_create,
    division_add,
    edition_create,
    edition_move,
    track_add,
)
from contest.services.eligibility import entry_decide
from contest.services.entries import entry_edit
from contest.services.files import entry_upload_complete, entry_upload_open
from contest.services.submissions import entry_submit
from contest.services.teams import team_member_invite, team_member_join, team_register
from core.models import Account, Host, Organization, Upload
from core.services.uploads import upload_part_store
from tests.factories import core
from tests.factories.files import pdf
from tests.factories.moments import CLOSES, NOW, OPENS


@dataclass
class Contested:
    """A host with an edition that takes registrations."""

    host: Host
    edition: Edition
    track: Track

    def fresh(self, entry: Entry) -> Entry:
        """The entry as it stands now."""
        rows = Entry.objects.select_related("edition__contest__host", "team__organization")
        return rows.get(pk=entry.pk)


@dataclass
class Entered:
    """An entry with the account that leads its team."""

    entry: Entry
    leader: Account


def edition(slug: str = "cup", *, prefix: str = "QM", opened: bool = True) -> Contested:
    """An edition with one track, one division and three consent texts."""
    at_host = core.host(f"host-{slug}")
    made = edition_create(
        contest=contest_create(host=at_host, slug=slug, name={"zh": "启明杯", "en": "Cup"}),
        slug=f"{slug}-2026",
        year=2026,
        name={"zh": "启明杯 2026", "en": "Cup 2026"},
        opens_at=OPENS,
        closes_at=CLOSES,
        entry_prefix=prefix,
    )
    track = track_add(edition=made, code="energy", name={"zh": "新能源", "en": "Energy"})
    division_add(edition=made, code="startup", name={"zh": "初创组", "en": "Start-up"})
    for kind, required in (("rules", True), ("data_use", True), ("zone", False)):
        consent_text_add(
            edition=made, kind=kind, text={"zh": "同意", "en": "I agree"}, required=required
        )
    for verb in ("announce", "open") if opened else ():
        made = edition_move(edition=made, verb=verb, at=NOW)
    return Contested(at_host, made, track)


def draft(at: Contested, name: str = "流光", organization: Organization | None = None) -> Entered:
    """A team with an empty form."""
    leader = core.account("leader")
    entry = team_register(
        edition=at.edition,
        name={"zh": name, "en": ""},
        actor=core.person_of(leader),
        at=NOW,
        organization=organization,
    )
    return Entered(at.fresh(entry), leader)


def member(of: Entered) -> Account:
    """Somebody who joined the team by a link."""
    joining = core.account("member")
    invitation, _token = team_member_invite(
        team=of.entry.team, actor=core.person_of(of.leader), at=NOW
    )
    team_member_join(invitation=invitation, actor=core.person_of(joining), at=NOW)
    return joining


def opened_upload(of: Entered, body: bytes, name: str = "deck.pdf") -> Upload:
    """An upload of the bytes, announced and nothing sent."""
    return entry_upload_open(
        entry=of.entry,
        slot="deck",
        name=name,
        size=len(body),
        sha256=hashlib.sha256(body).hexdigest(),
        actor=core.person_of(of.leader),
        at=NOW,
    )


def deck(of: Entered, *, pages: int = 3, text: str = "deck") -> Upload:
    """A deck in its slot."""
    body = pdf(pages=pages, text=text)
    upload = opened_upload(of, body)
    upload_part_store(
        upload_id=upload.uid, number=1, body=body, viewer=core.viewer(of.leader), at=NOW
    )
    return entry_upload_complete(entry=of.entry, upload=upload, at=NOW)


def complete(
    at: Contested, name: str = "流光", organization: Organization | None = None
) -> Entered:
    """A draft that could be submitted."""
    made = draft(at, name, organization)
    actor = core.person_of(made.leader)
    changes = {
        "title": f"{name}芯片",
        "summary": "一段简介。",
        "track": at.track,
        "division": at.edition.divisions.get(),
        "planned_investment_minor": 500_000_000,
    }
    entry_edit(entry=made.entry, base_rev=made.entry.rev, changes=changes, actor=actor, at=NOW)
    deck(made, text=name)
    for kind in ("rules", "data_use"):
        consent_give(entry=made.entry, kind=kind, text_version=1, actor=actor, at=NOW)
    return Entered(at.fresh(made.entry), made.leader)


def submitted(at: Contested, name: str = "流光") -> Entered:
    """An entry that waits for the desk."""
    made = complete(at, name)
    submit(made)
    return Entered(at.fresh(made.entry), made.leader)


def submit(made: Entered) -> EntryVersion:
    """Submit what stands in the form."""
    return entry_submit(entry=made.entry, actor=core.person_of(made.leader), at=NOW)


def accepted(at: Contested, name: str = "流光") -> Entered:
    """An entry with its number."""
    made = submitted(at, name)
    officer = core.staff(at.host, "eligibility_officer")
    entry_decide(entry=made.entry, decision="accept", actor=core.person_of(officer), at=NOW)
    return Entered(at.fresh(made.entry), made.leader)
