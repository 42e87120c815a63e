"""Who may enter, one sentence a rule: what teams read is what is checked."""

from collections.abc import Iterable, Iterator

from api.pages.rules.conditions import conditions_text
from api.pages.rules.names import Names
from api.pages.rules.words import Block, pick, say, together
from contest.rulebook.v1.eligibility import Check, PastWins
from contest.rulebook.v1.places import Path


def eligibility_words(names: Names) -> Iterator[Block]:
    """Rules for all, then those of each division, then the ways in beside the first round."""
    rulebook = names.rulebook
    if rulebook.eligibility:
        yield Block(say("page.rules.eligibility"), checks_words(names, rulebook.eligibility))
    for division in rulebook.divisions:
        if division.eligibility:
            title = say("page.rules.eligibility_of", division=pick(division.name))
            yield Block(title, checks_words(names, division.eligibility))
    if rulebook.paths:
        sentences = tuple(_path(names, each) for each in rulebook.paths)
        yield Block(say("page.rules.paths"), sentences)


def checks_words(names: Names, checks: Iterable[Check]) -> tuple[str, ...]:
    """A sentence for each rule."""
    return tuple(_check(names, each) for each in checks)


def _check(names: Names, check: Check) -> str:
    who = names.groups((*check.divisions, *check.tracks))
    rules = together(_rules(names, check))
    if check.may_mend:
        rules += say("page.rules.check.may_mend")
    return say("page.rules.check.only", groups=who, rule=rules) if who else rules


def _rules(names: Names, check: Check) -> Iterator[str]:
    if check.when:
        yield say("page.rules.check.when", conditions=conditions_text(names, check.when))
    if check.one_per:
        yield say("page.rules.check.one_per", keys=names.keys(check.one_per))
    if check.past_wins is not None:
        yield _past_wins(check.past_wins)
    if check.human is not None:
        yield say("page.rules.check.human", text=pick(check.human))


def _past_wins(rule: PastWins) -> str:
    text = say("page.rules.check.past_wins", count=rule.at_most)
    if rule.again_if:
        again = say("page.rules.or").join(
            say(f"page.rules.check.again.{each}") for each in rule.again_if
        )
        text += say("page.rules.check.again", conditions=again)
    return text


def _path(names: Names, path: Path) -> str:
    key = "page.rules.path.uses_quota" if path.uses_quota else "page.rules.path.beside_quota"
    parts = [say(key, name=pick(path.name), round=names.round(path.enters))]
    if path.when:
        parts.append(say("page.rules.path.when", conditions=conditions_text(names, path.when)))
    else:
        parts.append(say("page.rules.path.named"))
    if path.at_most is not None:
        parts.append(say("page.rules.path.at_most", count=path.at_most))
    return together(parts)
