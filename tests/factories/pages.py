"""An edition as the public sees it: a real rulebook, lists and certificates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from contest.models import Division, Entry
from contest.rulebook.parse import rulebook_hash
from judging.models import Award, Certificate, Publication
from tests.factories.pipeline import NOW, Zone, entry_make, publication_make, zone_make

STORY = Path(__file__).resolve().parents[2] / "demo" / "qiming-cup.yaml"
AWARDS = [
    {"level": "first", "name": {"zh": "一等奖", "en": "First prize"}},
    {"level": "second", "name": {"zh": "二等奖", "en": "Second prize"}},
]


def public_zone_make() -> Zone:
    """A zone whose final is judged by the demonstration's rulebook."""
    zone = zone_make()
    document = yaml.safe_load(STORY.read_text(encoding="utf-8"))["rulebook"]
    rulebook = zone.round.rulebook
    rulebook.document, rulebook.hash = document, rulebook_hash(document)
    rulebook.save(update_fields=["document", "hash"])
    Division.objects.create(
        edition=zone.edition, code="growth", name={"zh": "成长组", "en": "Growth division"}
    )
    return zone


def row_of(entry: Entry, **facts: Any) -> dict[str, Any]:
    """A row of a publication's document."""
    return {
        "entry": str(entry.uid),
        "number": entry.number,
        "title": entry.title,
        "team": entry.team.name,
        "rank": None,
        "final": None,
        "outcome": "below_cut",
        "award": None,
        "standing": "stands",
        **facts,
    }


def list_publish(zone: Zone, kind: str, rows: list[dict[str, Any]], **facts: Any) -> Publication:
    """An opened publication with these rows."""
    publication = publication_make(zone, kind)
    publication.document = {"rows": rows, "awards": AWARDS, "steps": []}
    for name, value in facts.items():
        setattr(publication, name, value)
    publication.save()
    return publication


def final_rows(zone: Zone, *names: str) -> list[dict[str, Any]]:
    """Three ranked teams, one without enough sheets, one that did not come."""
    teams = [*names, "流光半导体", "沃野智农", "极目视觉", "澄心医疗", "蓝鲸储能"][:5]
    entries = [entry_make(zone, name=name) for name in teams]
    return [
        row_of(entries[0], rank=1, final="88.20", outcome="award", award="first"),
        row_of(entries[1], rank=2, final="86.50", outcome="award", award="second"),
        row_of(entries[2], rank=3, final="85.90"),
        row_of(entries[3], outcome="insufficient"),
        row_of(entries[4], outcome="no_show"),
    ]


def certificate_make(
    zone: Zone, code: str = "ABCDEFGH2345", *, name: str = "蓝鲸储能", revoked: bool = False
) -> Certificate:
    """An issued certificate of a first prize."""
    entry = entry_make(zone, name=name)
    publication = Publication.objects.filter(round=zone.round, kind="final").first()
    award = Award.objects.create(
        edition=zone.edition,
        publication=publication or publication_make(zone, "final"),
        entry=entry,
        level="first",
        name={"zh": "一等奖", "en": "First prize"},
    )
    return Certificate.objects.create(
        award=award,
        number=f"QM-2026-C{entry.pk:03}",
        code=code,
        issued_at=NOW,
        revoked_at=NOW if revoked else None,
    )
