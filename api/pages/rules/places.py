"""Where entries compete, what is asked of them, who stands behind it, where rules were read."""

from collections.abc import Iterator

from api.pages.rules.names import Names
from api.pages.rules.words import Block, day_text, joined, listed, pick, say
from contest.rulebook.v1.facts import Fact
from contest.rulebook.v1.names import Source
from contest.rulebook.v1.places import Region


def places_words(names: Names) -> Iterator[Block]:
    """Units, divisions and tracks, regions, and the facts that are asked for."""
    rulebook = names.rulebook
    if rulebook.organizers:
        sentences = tuple(
            say(f"page.rules.organizer.{each.kind}", name=pick(each.name))
            for each in rulebook.organizers
        )
        yield Block(say("page.rules.organizers"), sentences, ordered=True)
    groups = tuple(_groups(names))
    if groups:
        yield Block(say("page.rules.groups"), groups)
    if rulebook.regions:
        sentences = tuple(_region(names, each) for each in rulebook.regions)
        yield Block(say("page.rules.regions"), sentences)
    if rulebook.facts:
        sentences = tuple(_fact(each) for each in rulebook.facts)
        yield Block(say("page.rules.facts"), sentences)


def sources_words(names: Names) -> Iterator[Block]:
    """Where the rules were read."""
    if names.rulebook.sources:
        sentences = tuple(_source(each) for each in names.rulebook.sources)
        yield Block(say("page.rules.sources"), sentences)


def _groups(names: Names) -> Iterator[str]:
    rulebook = names.rulebook
    if rulebook.entries_close is not None:
        yield say("page.rules.entries_close", day=day_text(rulebook.entries_close))
    if rulebook.tracks:
        yield say("page.rules.tracks", names=listed(pick(each.name) for each in rulebook.tracks))
    if rulebook.divisions:
        divisions = listed(pick(each.name) for each in rulebook.divisions)
        yield say("page.rules.divisions", names=divisions)
    if rulebook.stages:
        yield say("page.rules.stages", names=listed(rulebook.stages))
    if rulebook.levels:
        yield say("page.rules.levels", names=listed(pick(each.name) for each in rulebook.levels))


def _region(names: Names, region: Region) -> str:
    parts = []
    if region.level is not None:
        parts.append(names.level(region.level))
    if region.parent is not None:
        parts.append(say("page.rules.region.parent", region=names.group(region.parent)))
    if region.places:
        parts.append(say("page.rules.region.places", places=listed(region.places)))
    if region.quota is not None:
        parts.append(say("page.rules.region.quota", count=region.quota))
    if region.ranked_list:
        parts.append(say("page.rules.region.ranked_list"))
    if region.own_admins:
        parts.append(say("page.rules.region.own_admins"))
    if not parts:
        return pick(region.name)
    return say("page.rules.region", name=pick(region.name), facts=joined(parts))


def _fact(fact: Fact) -> str:
    kind = say(f"page.rules.fact_type.{fact.type}")
    if fact.unit:
        kind = say("page.rules.fact_unit", kind=kind, unit=fact.unit)
    if fact.options:
        options = listed(pick(each.name) for each in fact.options)
        kind = say("page.rules.fact_options", kind=kind, options=options)
    return say(f"page.rules.fact_of.{fact.of}", name=pick(fact.name), kind=kind)


def _source(source: Source) -> str:
    return " ".join(part for part in (source.title, source.at, source.note) if part)
