"""The ladder that parts equal scores."""

from api.pages.rules.names import Names
from api.pages.rules.words import say
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.ties import TieStep


def ties_words(names: Names, round_: Round) -> tuple[str, ...]:
    """One sentence a step, in order."""
    return tuple(_tie(names, round_, step) for step in round_.ties)


def _tie(names: Names, round_: Round, step: TieStep) -> str:
    text = say(f"page.rules.tie.{step.rule}", **_about(names, round_, step))
    return say("page.rules.tie_at_line", rule=text) if step.at == "line" else text


def _about(names: Names, round_: Round, step: TieStep) -> dict[str, str]:
    if step.rule == "earlier_round":
        before = step.round
        if before is None:
            earlier = names.rulebook.round_before(round_.id)
            before = "" if earlier is None else earlier.id
        return {"round": names.round(before)}
    if step.rule == "criterion":
        return {"criterion": names.criterion(step.criterion or "")}
    if step.rule == "component":
        return {"component": names.figure(round_, step.component or "")}
    if step.rule == "fact":
        better = say(f"page.rules.better.{step.better}")
        return {"fact": names.fact(step.fact or ""), "better": better}
    return {}
