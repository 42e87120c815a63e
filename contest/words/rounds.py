"""A round in words: who judges, what counts, who stands before, who goes on."""

from collections.abc import Iterator

from contest.rulebook.v1.awards import Award
from contest.rulebook.v1.components import SheetComponent
from contest.rulebook.v1.promotion import Promotion, Threshold
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rubrics import criteria_walk
from contest.rulebook.v1.rulebook import Rulebook
from contest.rulebook.v1.ties import TieStep
from contest.words.components import component_lines, component_name, kind_word, penalty_sentence
from contest.words.eligibility import conditions_sentence, group_name
from contest.words.say import clock, listed, pick, points, say, share


def round_lines(rulebook: Rulebook, each: Round) -> Iterator[str]:
    """All that is said of one round but its ladder and its promotion."""
    yield say("held", mode=say(f"mode.{each.mode}"), blind=say(f"blind.{each.blind}"))
    yield from _panel(each)
    if each.timing is not None:
        timing = each.timing
        yield say(
            "timing",
            pitch=clock(timing.pitch_s),
            questions=clock(timing.questions_s),
            scoring=clock(timing.scoring_s),
        )
    for material in each.material:
        formats = listed(material.formats)
        key = "material" if material.due_hours else "material_now"
        yield say(key, name=pick(material.name), formats=formats, hours=material.due_hours)
    for component in each.components:
        yield from component_lines(rulebook, component)
    for penalty in each.penalties:
        yield penalty_sentence(penalty)
    yield from _total(rulebook, each)
    if each.panel is not None:
        yield say(f"sealing.{each.sealing}")
    if each.mode in ("live", "video"):
        yield say(f"reveal.{each.reveal}")
    yield from _list(each)


def _panel(each: Round) -> Iterator[str]:
    panel = each.panel
    if panel is None:
        return
    kinds = [f"{kind_word(kind)} {count}" for kind, count in (panel.kinds or {}).items()]
    key = "panel_kinds" if kinds else "panel"
    yield say(key, seats=panel.seats, kinds=listed(kinds))
    if panel.alternates:
        yield say("alternates", count=panel.alternates)
    if panel.minimum_sheets > 1:
        yield say(f"minimum.{panel.below_minimum}", count=panel.minimum_sheets)
    if each.recheck is not None:
        recheck = each.recheck
        yield say(
            f"recheck.{recheck.then}", spread=points(recheck.spread_above), count=recheck.add_sheets
        )


def _total(rulebook: Rulebook, each: Round) -> Iterator[str]:
    if not each.components:
        yield say("no_score")
        return
    if each.total.method == "rank-sum":
        yield say("total_places")
    yield say(f"rounding.{each.total.rounding}", decimals=each.total.decimals)
    if each.at_most is not None:
        yield say("at_most", points=points(each.at_most))
    if each.rank_within:
        yield say("rank_within", keys=listed(say(f"key.{key}") for key in each.rank_within))
    if each.must_pass is not None:
        lines = say("and").join(_line(rulebook, each, one) for one in each.must_pass.all)
        yield say(f"must_pass.{each.must_pass.otherwise}", lines=lines)
        if each.must_pass.or_facts:
            facts = [conditions_sentence(rulebook, [fact]) for fact in each.must_pass.or_facts]
            yield say("must_pass_or", facts=say("or").join(facts))
    if each.knockout is not None:
        yield say(f"knockout.{each.knockout.pair_by}")


def _list(each: Round) -> Iterator[str]:
    publicity = each.publicity
    if publicity is not None and publicity.working_days is not None:
        yield say("publicity.working", days=publicity.working_days)
    if publicity is not None and publicity.calendar_days is not None:
        yield say("publicity.calendar", days=publicity.calendar_days)
    if publicity is not None and publicity.seconds is not None:
        yield say("publicity.seconds", seconds=publicity.seconds)
    if each.objections is not None:
        rules = [
            say(f"objection.{word}")
            for word in ("real_name", "written", "proof")
            if getattr(each.objections, word)
        ]
        yield say("objections", rules=listed(rules), days=each.objections.answer_days)


def _line(rulebook: Rulebook, each: Round, threshold: Threshold) -> str:
    name = figure_name(rulebook, each, threshold.of)
    if threshold.above is not None:
        return say("line_above", of=name, points=points(threshold.above))
    return say("line_at_least", of=name, points=points(threshold.at_least or 0))


def figure_name(rulebook: Rulebook, each: Round, key: str) -> str:
    """What a threshold or a tie step names, as people call it."""
    for component in each.components:
        if component.id == key:
            return component_name(rulebook, component)
        if isinstance(component, SheetComponent):
            for row in criteria_walk(rulebook.rubric(component.rubric).criteria):
                if row.id == key:
                    return pick(row.name)
    return say("total")


def tie_lines(rulebook: Rulebook, each: Round) -> Iterator[str]:
    """The ladder, step by step."""
    for step in each.ties:
        sentence = say(f"tie.{step.rule}", **_tie_facts(rulebook, each, step))
        yield say("at_line", what=sentence) if step.at == "line" else sentence


def _tie_facts(rulebook: Rulebook, each: Round, step: TieStep) -> dict[str, str]:
    before = rulebook.round_before(each.id)
    if step.round is not None:
        before = rulebook.round(step.round)
    fact = next((fact for fact in rulebook.facts if fact.id == step.fact), None)
    return {
        "round": "" if before is None else pick(before.name),
        "what": figure_name(rulebook, each, step.criterion or step.component or "total"),
        "fact": "" if fact is None else pick(fact.name),
        "better": say(f"better.{step.better}"),
    }


def promotion_lines(rulebook: Rulebook, each: Round) -> Iterator[str]:
    """Who goes on, rule after rule."""
    for rule in each.promotion:
        yield _promotion(rulebook, each, rule)
        for cap in rule.caps:
            keys = listed(say(f"key.{key}") for key in cap.per)
            yield say("cap", keys=keys, count=cap.at_most)
        for need in rule.needs:
            yield say("need", line=_line(rulebook, each, need))
        yield say(f"substitution.{rule.substitution.mode}")


def _promotion(rulebook: Rulebook, each: Round, rule: Promotion) -> str:
    facts: dict[str, object] = {
        "count": rule.number or 0,
        "least": rule.least,
        "line": "" if rule.line is None else _line(rulebook, each, rule.line),
        "ratio": "" if rule.ratio is None else share(rule.ratio),
    }
    key = f"take.{rule.take}"
    if rule.numbers is not None:
        key = "take.numbers"
        facts["numbers"] = listed(
            f"{group_name(rulebook, group)} {count}" for group, count in rule.numbers.items()
        )
    if rule.take == "ratio":
        key = f"take.ratio_{rule.rounded}"
    if rule.take == "wildcard":
        key = f"take.wildcard_{rule.by}"
    sentence = say(key, **facts)
    if rule.per:
        keys = listed(say(f"key.{word}") for word in rule.per)
        sentence = say("each_group", keys=keys, what=sentence)
    if rule.to is None:
        return say("passes", what=sentence)
    return say("goes_to", what=sentence, round=pick(rulebook.round(rule.to).name))


def award_sentence(rulebook: Rulebook, award: Award) -> str:
    """One award: who gets it, and how many."""
    if award.numbers is not None:
        many = listed(
            f"{group_name(rulebook, key)} {count}" for key, count in award.numbers.items()
        )
    elif award.ratio is not None:
        many = share(award.ratio)
    else:
        many = say("places", count=award.places) if award.places else say("undecided")
    each = rulebook.rounds[-1] if award.round is None else rulebook.round(award.round)
    what = figure_name(rulebook, each, award.component or "total")
    sentence = say(f"award.{award.by}", name=pick(award.name), many=many, what=what)
    if award.per:
        keys = listed(say(f"key.{key}") for key in award.per)
        sentence = say("each_group", keys=keys, what=sentence)
    if award.minimum_score is not None:
        sentence += say("award_minimum", points=points(award.minimum_score))
    return sentence
