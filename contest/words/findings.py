"""What the rulebook's check and reader found, as sentences in the reader's language."""

import re
from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext

from contest.rulebook.shape.look import Finding
from contest.rulebook.text import TextUnreadable
from contest.rulebook.v1.later import Later

_PLACE: Final = re.compile(r"\{([a-z_]+)\}")
# Facts that are words of ours and have a name in each language.
_NAMED: Final = ("noun", "expected")


def finding_text(finding: Finding) -> str:
    """What is wrong and what mends it, in one or two sentences."""
    facts = dict(finding.facts)
    for word in _NAMED:
        if word in facts:
            facts[word] = gettext(f"rulebook.{word}.{facts[word]}")
    facts["near"] = _near(facts)
    return _filled(f"rulebook.finding.{finding.code}", facts).strip()


def later_text(later: Later) -> str:
    """Why a sound rulebook cannot be computed yet."""
    return _filled(f"rulebook.later.{later.code}", {"what": later.what})


def unreadable_text(error: TextUnreadable) -> str:
    """Why a text is no document."""
    return _filled(f"rulebook.text.{error.code}", {"what": error.what})


def _near(facts: Mapping[str, str]) -> str:
    """The known words most like an unknown one; else all that are known, if nothing named them."""
    if facts.get("nearest"):
        return _filled("rulebook.near.nearest", facts)
    if "options" in facts or "known" not in facts:
        return ""
    return _filled("rulebook.near.known" if facts["known"] else "rulebook.near.none", facts)


def _filled(key: str, facts: Mapping[str, str]) -> str:
    """The sentence with its places filled; braces of examples stay."""
    return _PLACE.sub(lambda place: facts.get(place[1], place[0]), gettext(key))
