"""A whole rulebook in words: who may enter, each round, and the awards."""

from dataclasses import dataclass
from typing import Any

from api.pages.rules.awards import AwardLine, award_line, awards_blocks
from api.pages.rules.eligibility import eligibility_words
from api.pages.rules.names import Names
from api.pages.rules.places import places_words, sources_words
from api.pages.rules.rounds import RoundWords, round_words
from api.pages.rules.words import Block, pick
from contest.rulebook.document import rulebook_of_document
from contest.rulebook.v1.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Rules:
    """All that the page says about one rulebook."""

    title: str
    entry: tuple[Block, ...]
    rounds: tuple[RoundWords, ...]
    awards: tuple[AwardLine, ...]
    beside: tuple[Block, ...]


def rules_of_document(document: Any) -> Rules:
    """The rules of a document of any version, in the active language.

    Raises ``RulebookRefused`` or ``RulebookUnsound`` where it is no rulebook.
    """
    rulebook = rulebook_of_document(document)
    return rules_in_words(rulebook, lifted=document.get("rulebook") == 0)


def rules_in_words(rulebook: Rulebook, *, lifted: bool = False) -> Rules:
    """The rulebook for people; ``lifted`` leaves out what version 0 does not say."""
    names = Names(rulebook)
    return Rules(
        title=pick(rulebook.name),
        entry=(*eligibility_words(names), *places_words(names)),
        rounds=tuple(round_words(names, each, lifted=lifted) for each in rulebook.rounds),
        awards=tuple(award_line(names, each) for each in rulebook.awards),
        beside=(*awards_blocks(names), *sources_words(names)),
    )
