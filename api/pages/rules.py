"""A rulebook in words: what counts, how marks become a figure, how ties are decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext

from api.pages.tags import is_chinese
from api.pages.times import duration_text
from contest.rulebook.rulebook import Criterion, Name, Rulebook, TieStep
from core.numbers import mark_text

_KINDS: Final = ("technical", "investor", "industry", "finance", "park")


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion as the table shows it."""

    name: str
    hint: str
    points: str


@dataclass(frozen=True, slots=True)
class AwardLine:
    """A level and its places."""

    name: str
    places: str


@dataclass(frozen=True, slots=True)
class Rules:
    """All that the page says about one rulebook."""

    criteria: tuple[Line, ...]
    total: str
    sentences: tuple[str, ...]
    ties: tuple[str, ...]
    timing: tuple[tuple[str, str], ...]
    awards: tuple[AwardLine, ...]


def rules_in_words(rulebook: Rulebook) -> Rules:
    """The rulebook for people, in the active language."""
    return Rules(
        criteria=tuple(_line(each) for each in rulebook.criteria),
        total=points_text(rulebook.total),
        sentences=tuple(_sentences(rulebook)),
        ties=tuple(_tie(rulebook, step) for step in rulebook.ties),
        timing=_timing(rulebook),
        awards=tuple(
            AwardLine(_pick(award.name), _say("page.rules.places", places=award.places))
            for award in rulebook.awards
        ),
    )


def points_text(hundredths: int) -> str:
    """Points without idle zeros: 25, 12.5."""
    return mark_text(hundredths).rstrip("0").rstrip(".")


def _pick(name: Name) -> str:
    return name.zh if is_chinese() else name.en


def _say(key: str, **values: object) -> str:
    return gettext(key).format(**values)


def _line(criterion: Criterion) -> Line:
    hint = "" if criterion.hint is None else _pick(criterion.hint)
    return Line(_pick(criterion.name), hint, points_text(criterion.max))


def _sentences(rulebook: Rulebook) -> Iterator[str]:
    yield _panel(rulebook)
    yield _aggregation(rulebook)
    yield _say("page.rules.minimum", count=rulebook.panel.minimum_sheets)
    yield _say("page.rules.decimals", decimals=rulebook.aggregation.decimals)
    yield _say("page.rules.cut", place=rulebook.cut_after)
    yield _say("page.rules.secrecy")
    publicity = rulebook.publicity
    if publicity.working_days is not None:
        yield _say("page.rules.publicity_days", days=publicity.working_days)
    elif publicity.seconds is not None:
        yield _say("page.rules.publicity_time", time=duration_text(publicity.seconds))


def _panel(rulebook: Rulebook) -> str:
    kinds = rulebook.panel.kinds
    if not set(kinds) <= set(_KINDS):
        return _say("page.rules.panel_plain", seats=rulebook.panel.seats)
    parts = [
        _say(f"page.rules.kind.{kind}", count=kinds[kind]) for kind in _KINDS if kinds.get(kind)
    ]
    return _say(
        "page.rules.panel",
        seats=rulebook.panel.seats,
        kinds=gettext("page.rules.list_comma").join(parts),
    )


def _aggregation(rulebook: Rulebook) -> str:
    rule = rulebook.aggregation
    if rule.method == "mean":
        return _say("page.rules.mean")
    return _say(
        "page.rules.trimmed", high=rule.drop_high, low=rule.drop_low, minimum=rule.minimum_for_trim
    )


def _tie(rulebook: Rulebook, step: TieStep) -> str:
    criterion = None if step.criterion is None else rulebook.criterion(step.criterion)
    name = "" if criterion is None else _pick(criterion.name)
    return _say(f"page.rules.tie.{step.rule}", criterion=name)


def _timing(rulebook: Rulebook) -> tuple[tuple[str, str], ...]:
    timing = rulebook.timing
    return (
        (gettext("page.rules.pitch"), duration_text(timing.pitch_s)),
        (gettext("page.rules.questions"), duration_text(timing.questions_s)),
        (gettext("page.rules.scoring"), duration_text(timing.scoring_s)),
    )
