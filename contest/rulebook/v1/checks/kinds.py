"""Kinds of judges that have a name: each sits somewhere."""

from contest.rulebook.shape.look import Look
from contest.rulebook.v1.rulebook import Rulebook


def kinds_check(rulebook: Rulebook, look: Look) -> None:
    """Each named kind is one of some panel."""
    panels = [each.panel for each in rulebook.rounds if each.panel is not None]
    known = {kind for panel in panels for kind in panel.kinds or {}}
    for index, kind in enumerate(rulebook.judge_kinds):
        if kind.id not in known:
            look.found(f"/judge_kinds/{index}/id", "kind_unknown", kind=kind.id,
                       options=", ".join(sorted(known)))  # fmt: skip
