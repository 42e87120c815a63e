"""Which round of a document a room's round is."""

from contest.rulebook.v1.rulebook import Rulebook


def round_judged(rulebook: Rulebook, code: str) -> int | None:
    """The place of the round that ``code`` names; a document of one round needs no name.

    Codes stand in addresses and have hyphens where ids have underscores. None where none fits.
    """
    if len(rulebook.rounds) == 1:
        return 0
    wanted = code.replace("-", "_")
    ids = [each.id for each in rulebook.rounds]
    return ids.index(wanted) if wanted in ids else None
