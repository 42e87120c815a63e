"""From consent to a firm rank through everybody's own services and the real wiring."""

import pytest
from django.test import Client

from contest.models import EntryFile
from contest.services.consents import consent_give, consent_withdraw
from contest.services.editions import consent_text_add
from core.models import StoredFile
from core.services.memberships import membership_grant
from core.services.people import person_create
from judging.models import Certificate, PublicationTodo
from pipeline.models import Project, Prospect
from tests.factories.judging import final

pytestmark = pytest.mark.django_db


@pytest.fixture
def played():
    """An open final of three; the first two teams consented, the second took it back."""
    held = final()
    text = consent_text_add(
        edition=held.edition, kind="zone", text={"zh": "同意", "en": "Yes"}, receiver={}
    )
    for entry in held.entries[:2]:
        leader = entry.team.members.get().person
        deck = StoredFile.objects.create(
            sha256="2" * 64, size=9, kind="pdf", name="d.pdf", key=entry.number, stored_by=leader
        )
        EntryFile.objects.create(entry=entry, slot="deck", file=deck, since=held.now)
        consent_give(
            entry=entry, kind="zone", text_version=text.version, actor=leader, at=held.tick()
        )
    second = held.entries[1]
    consent_withdraw(
        entry=second, kind="zone", actor=second.team.members.get().person, at=held.tick()
    )
    held.prepare()
    return held


def test_one_record_from_consent_to_certificate(played):
    manager = person_create(name="王启航")
    membership_grant(
        person=manager, host=played.host, role="investment_manager", at=played.edition.opens_at
    )
    assert [each.entry for each in Prospect.objects.filter(until=None)] == [played.entries[0]]
    played.finish()
    assert not Project.objects.exists()

    publication = played.publish("proposed")
    project = Project.objects.get()
    row = next(
        row for row in publication.document["rows"] if row["number"] == played.entries[0].number
    )
    assert (project.contest_rank, project.contest_final) == (row["rank"], row["final"])
    assert project.rank_provisional
    assert project.owner == manager
    missing = PublicationTodo.objects.filter(code="consent_missing").values_list("entry", flat=True)
    assert set(missing) == {entry.pk for entry in played.entries[1:]}
    slug = played.edition.slug
    assert "拟获奖名单公示" in Client().get(f"/c/{slug}/results?lang=zh").content.decode()

    played.now = publication.publicity_until
    played.publish("final")
    assert not Project.objects.get().rank_provisional
    assert "获奖通报" in Client().get(f"/c/{slug}/results?lang=zh").content.decode()
    certificate = Certificate.objects.order_by("pk").first()
    assert certificate is not None
    page = Client().get(f"/v/{certificate.code}?lang=zh").content.decode()
    assert "证书有效" in page
    assert certificate.award.entry.team.name["zh"] in page
