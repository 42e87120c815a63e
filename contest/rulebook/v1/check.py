"""Everything that is wrong with a document of version 1."""

from contest.rulebook.shape.look import Finding, Look
from contest.rulebook.shape.nested import object_look, object_read
from contest.rulebook.v1.checks.awards import awards_check
from contest.rulebook.v1.checks.facts import conditions_check, conditions_of, facts_check
from contest.rulebook.v1.checks.field import field_check
from contest.rulebook.v1.checks.implied import divisions_check, vetoes_of_all_check
from contest.rulebook.v1.checks.kinds import kinds_check
from contest.rulebook.v1.checks.places import places_check
from contest.rulebook.v1.checks.rounds import rounds_check
from contest.rulebook.v1.checks.rubrics import rubrics_check, rubrics_used_check
from contest.rulebook.v1.checks.vetoes import vetoes_reached_check
from contest.rulebook.v1.facts import BUILT_IN
from contest.rulebook.v1.rulebook import Rulebook


def shape_findings(document: object) -> list[Finding]:
    """What is wrong with the document's shape and its references, sorted by path."""
    look = Look(given={"fact": dict.fromkeys(BUILT_IN, "built in")})
    if isinstance(document, dict):
        object_look(Rulebook, document, "", look)
    else:
        look.found("", "type_wrong", expected="object")
    if not look.findings:
        look.references()
    return sorted(set(look.findings))


def rulebook_check(document: object) -> list[Finding]:
    """All findings, sorted by path; an empty list means the document is sound.

    What things mean is looked at only once their shape is right, and what
    stands on another part only once that part is right, so that one mistake
    is not reported a dozen times.
    """
    found = shape_findings(document)
    if found or not isinstance(document, dict):
        return found
    return meaning_findings(object_read(Rulebook, document))


def meaning_findings(rulebook: Rulebook) -> list[Finding]:
    """What is wrong with a document whose shape is right."""
    look = Look()
    facts_check(rulebook, look)
    for path, conditions in conditions_of(rulebook):
        conditions_check(rulebook, conditions, path, look)
    if not _any(look, "/eligibility") and not _any(look, "/divisions"):
        divisions_check(rulebook, look)
        vetoes_of_all_check(rulebook, look)
    places_check(rulebook, look)
    rubrics_check(rulebook, look)
    if not _any(look, "/rubrics"):
        rounds_check(rulebook, look)
        if not _any(look, "/rounds"):
            field_check(rulebook, look)
            awards_check(rulebook, look)
        vetoes_reached_check(rulebook, look)
        kinds_check(rulebook, look)
        rubrics_used_check(rulebook, look)
    return sorted(set(look.findings))


def _any(look: Look, path: str) -> bool:
    return any(finding.path.startswith(path) for finding in look.findings)
