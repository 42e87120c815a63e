"""How long a list hangs out and how to object to it."""

from collections.abc import Iterator

from api.pages.rules.words import joined, pick, say
from api.pages.times import duration_text
from contest.rulebook.v1.publicity import Objections, Publicity


def publicity_words(publicity: Publicity | None) -> Iterator[str]:
    """The length of publicity."""
    if publicity is None:
        return
    if publicity.working_days is not None:
        yield say("page.rules.publicity_days", days=publicity.working_days)
    if publicity.calendar_days is not None:
        yield say("page.rules.publicity_calendar", days=publicity.calendar_days)
    if publicity.seconds is not None:
        yield say("page.rules.publicity_time", time=duration_text(publicity.seconds))


def objections_words(objections: Objections | None) -> Iterator[str]:
    """How somebody objects, and what follows."""
    if objections is None:
        return
    yield say(f"page.rules.objections.by.{objections.by}")
    asked = [
        say(key)
        for key, holds in (
            ("page.rules.objections.real_name", objections.real_name),
            ("page.rules.objections.written", objections.written),
            ("page.rules.objections.proof", objections.proof),
        )
        if holds
    ]
    if asked:
        yield say("page.rules.objections.asked", how=joined(asked))
    else:
        yield say("page.rules.objections.free")
    yield say(f"page.rules.objections.decided_by.{objections.decided_by}")
    if objections.until == "announcement":
        yield say("page.rules.objections.at_once")
    else:
        yield say("page.rules.objections.answer", days=objections.answer_days)
    if objections.appeal_days:
        yield say("page.rules.objections.appeal", days=objections.appeal_days)
    else:
        yield say("page.rules.objections.no_appeal")
    if objections.contact is not None:
        yield say("page.rules.objections.contact", contact=pick(objections.contact))
