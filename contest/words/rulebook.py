"""A whole rulebook in words, section by section, in the reader's language."""

from collections.abc import Iterator
from dataclasses import dataclass

from contest.rulebook.v1.rulebook import Rulebook
from contest.words.eligibility import check_sentence, conditions_sentence
from contest.words.rounds import award_sentence, promotion_lines, round_lines, tie_lines
from contest.words.say import pick, say, share
from contest.words.sheets import sheet_lines


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines."""

    heading: str
    lines: tuple[str, ...]


def rulebook_sections(rulebook: Rulebook) -> tuple[Section, ...]:
    """Who may enter, the sheets, each round, the awards."""
    sections = [
        Section(say("section.enter"), tuple(_enter(rulebook))),
        *(
            Section(pick(rubric.name), tuple(sheet_lines(rulebook, rubric)))
            for rubric in rulebook.rubrics
        ),
        *_rounds(rulebook),
        Section(
            say("section.awards"),
            tuple(award_sentence(rulebook, award) for award in rulebook.awards),
        ),
        Section(say("section.diligence"), tuple(_diligence(rulebook))),
    ]
    return tuple(section for section in sections if section.lines)


def _enter(rulebook: Rulebook) -> Iterator[str]:
    for check in rulebook.eligibility:
        yield check_sentence(rulebook, check)
    for division in rulebook.divisions:
        for check in division.eligibility:
            what = check_sentence(rulebook, check)
            yield say("only_for", who=pick(division.name), what=what)
    for way in rulebook.paths:
        into = pick(rulebook.round(way.enters).name)
        key = "path_quota" if way.uses_quota else "path"
        sentence = say(key, name=pick(way.name), round=into)
        if way.when:
            when = conditions_sentence(rulebook, way.when)
            sentence = say("with_hint", what=sentence, hint=when)
        yield sentence


def _rounds(rulebook: Rulebook) -> Iterator[Section]:
    for each in rulebook.rounds:
        name = pick(each.name)
        yield Section(name, tuple(round_lines(rulebook, each)))
        if each.components:
            ties = tuple(tie_lines(rulebook, each))
            yield Section(say("section.ties", round=name), ties)
        promotion = tuple(promotion_lines(rulebook, each))
        yield Section(say("section.promotion", round=name), promotion)


def _diligence(rulebook: Rulebook) -> Iterator[str]:
    rule = rulebook.diligence
    if rule is None:
        return
    yield say("diligence", share=share(rule.share), least=rule.at_least, team=rule.team)
    for each in rule.checklist:
        yield pick(each)
    yield say(f"mismatch.{rule.mismatch}")
    yield say(f"refused.{rule.refused}")
