"""A zone with its people, entries that consented or not, and a publication to open them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count

from contest.models import (
    Consent,
    ConsentKind,
    ConsentText,
    Contest,
    Edition,
    Entry,
    EntryFile,
    EntryState,
    MemberRole,
    Round,
    Rulebook,
    Team,
    TeamMember,
    Track,
)
from core.models import Account, Host, Person, StoredFile
from core.services.memberships import membership_grant
from core.services.people import account_for_email
from judging.models import Publication, ResultSet
from judging.ports import PublishedRow
from pipeline.models import Project
from pipeline.services.opening import projects_open_step
from pipeline.services.prospects import prospect_open

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
_numbers: Iterator[int] = count(1)


@dataclass
class Zone:
    """One host with one edition whose final is over."""

    host: Host
    edition: Edition
    track: Track
    round: Round
    consent: ConsentText
    accounts: dict[str, Account] = field(default_factory=dict)

    def staff(self, role: str, name: str = "") -> Account:
        """An account of somebody with this role at the host, the same each time it is asked."""
        key = name or role
        if key not in self.accounts:
            account = account_for_email(email=f"{key}-{next(_numbers)}@zone.test", name=key)
            assert account.person is not None
            membership_grant(person=account.person, host=self.host, role=role, at=NOW)
            self.accounts[key] = account
        return self.accounts[key]

    def person(self, role: str, name: str = "") -> Person:
        """The human behind it."""
        person = self.staff(role, name).person
        assert person is not None
        return person


def zone_make() -> Zone:
    """A host, its contest and edition, one track and one round."""
    number = next(_numbers)
    host = Host.objects.create(slug=f"zone-{number}", name={"zh": "示范园区", "en": "Demo zone"})
    contest = Contest.objects.create(
        host=host, slug=f"cup-{number}", name={"zh": "启明杯", "en": "Qiming Cup"}
    )
    edition = Edition.objects.create(
        contest=contest,
        slug=f"cup-{number}-2026",
        year=2026,
        name={"zh": "启明杯 2026", "en": "Qiming Cup 2026"},
        state="running",
        opens_at=datetime(2026, 9, 1, tzinfo=UTC),
        closes_at=datetime(2026, 10, 31, 10, tzinfo=UTC),
        entry_prefix="QM",
    )
    track = Track.objects.create(
        edition=edition, code="energy", name={"zh": "新能源", "en": "New energy"}
    )
    rulebook = Rulebook.objects.create(edition=edition, version=1, document={}, hash="0" * 64)
    final = Round.objects.create(
        edition=edition,
        code="final",
        name={"zh": "总决赛", "en": "Final"},
        seq=1,
        rulebook=rulebook,
        state="locked",
    )
    text = ConsentText.objects.create(
        edition=edition,
        kind=ConsentKind.ZONE,
        version=1,
        text={"zh": "同意提供给园区", "en": "Share with the zone"},
        hash="1" * 64,
    )
    return Zone(host, edition, track, final, text)


def entry_make(
    zone: Zone, *, name: str = "蓝鲸储能", consenting: bool = True, accepted: bool = True
) -> Entry:
    """A submitted entry with a leader and a deck; accepted and consenting unless told."""
    number = next(_numbers)
    leader = account_for_email(email=f"leader-{number}@team.test", name=f"队长{number}").person
    assert leader is not None
    team = Team.objects.create(
        edition=zone.edition, name={"zh": name, "en": f"Team {number}"}, name_key=f"team{number}"
    )
    TeamMember.objects.create(team=team, person=leader, role=MemberRole.LEADER, joined_at=NOW)
    entry = Entry.objects.create(
        edition=zone.edition,
        team=team,
        track=zone.track,
        number=f"QM-{number:03}",
        state=EntryState.ACCEPTED if accepted else EntryState.SUBMITTED,
        title="钠离子长时储能系统",
        summary="一句话",
        landing_intent="firm",
        planned_investment_minor=30_000_000_000,
    )
    deck = StoredFile.objects.create(
        sha256="2" * 64, size=100, kind="pdf", name="deck.pdf", key=f"k{number}", stored_by=leader
    )
    EntryFile.objects.create(entry=entry, slot="deck", file=deck, since=NOW)
    if consenting:
        Consent.objects.create(entry=entry, text=zone.consent, person=leader, given_at=NOW)
    if accepted:
        prospect_open(entry=entry, at=NOW)
    return entry


def publication_make(zone: Zone, kind: str = "proposed") -> Publication:
    """An opened publication of the zone's round, by three different people."""
    one, two = zone.person("organizer"), zone.person("verifier")
    results, _ = ResultSet.objects.get_or_create(
        round=zone.round,
        version=1,
        defaults={
            "state": "locked",
            "inputs_hash": "3" * 64,
            "rulebook_hash": "0" * 64,
            "software": "test",
            "body": "{}",
            "body_hash": "4" * 64,
            "computed_by": one,
            "computed_at": NOW,
            "locked_by": two,
            "locked_at": NOW,
        },
    )
    return Publication.objects.create(
        round=zone.round,
        kind=kind,
        result_set=results,
        state="opened",
        document={},
        hash="5" * 64,
        prepared_by=one,
        prepared_at=NOW,
        approved_by=two,
        approved_at=NOW,
        opened_at=NOW,
    )


def row_make(entry: Entry, rank: int | None, final: str | None = "86.50") -> PublishedRow:
    """A row of a publication."""
    outcome = "passed" if rank is not None else "no_show"
    return PublishedRow(entry, entry.number, rank, final, outcome, None)


def projects_make(zone: Zone, count: int) -> None:
    """Many leads from one proposed list."""
    zone.person("investment_manager")
    rows = [row_make(entry_make(zone), rank) for rank in range(1, count + 1)]
    projects_open_step(publication=publication_make(zone), rows=rows, at=NOW)


def project_make(zone: Zone, *, stage: str = "lead", owned: bool = True, rank: int = 2) -> Project:
    """A project as the proposed list opens it; another stage is set as if long ago."""
    if owned:
        zone.person("investment_manager")
    entry = entry_make(zone)
    publication = Publication.objects.filter(round=zone.round, kind="proposed").first()
    projects_open_step(
        publication=publication or publication_make(zone), rows=[row_make(entry, rank)], at=NOW
    )
    project = Project.objects.get(prospect__entry=entry)
    if stage != "lead":
        project.stage = stage
        project.save(update_fields=["stage"])
    return project
