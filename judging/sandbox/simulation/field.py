"""The entries of a simulated edition: where they compete, their facts, how good they are."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any, Final

from contest.rulebook.v1.places import Path, Region
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rulebook import Rulebook
from judging.sandbox.refusal import SandboxRefused
from judging.sandbox.simulation.facts import Attributes, FactDrawer, negated
from judging.sandbox.simulation.stream import Stream
from judging.tally.edition.facts import conditions_hold

LEAST: Final = 2


@dataclass(slots=True)
class Entrants:
    """All entries: attributes and quality (in thousandths of what can be reached)."""

    attributes: dict[str, Attributes] = field(default_factory=dict)
    quality: dict[str, int] = field(default_factory=dict)
    direct: list[dict[str, Any]] = field(default_factory=list)
    unfit: dict[str, int] = field(default_factory=dict)


def entrants_draw(rulebook: Rulebook, stream: Stream, count: int) -> Entrants:
    """Draw all entries and who of them comes by a path; raises ``SandboxRefused``."""
    if count < LEAST:
        raise SandboxRefused("entries_few", least=LEAST, found=count)
    drawer = FactDrawer(rulebook)
    found = Entrants()
    cells = _cells(rulebook, stream)
    width = len(str(count))
    for number in range(count):
        entry = f"e{number + 1:0{width}d}"
        _draw(drawer, stream.of("entry", entry), entry, cells[number % len(cells)], found)
    for path in rulebook.paths:
        if not path.when:
            _by_path(drawer, stream.of("path", path.id), path, cells, found)
    for path in rulebook.paths:
        if path.when and path.at_most is not None:
            _path_limited(rulebook, drawer, stream.of("path", path.id), path, found)
    return found


def _draw(
    drawer: FactDrawer,
    stream: Stream,
    entry: str,
    cell: Attributes,
    found: Entrants,
) -> None:
    attributes = {**cell, "project": entry, "organization": f"o{entry[1:]}"}
    others = list(found.attributes)
    if others and stream.one_in(8):
        attributes["organization"] = found.attributes[others[-1]]["organization"]
    if drawer.rulebook.stages:
        attributes["stage"] = stream.of("stage").pick(drawer.rulebook.stages)
    found.attributes[entry] = drawer.draw(attributes, stream)
    found.quality[entry] = 720 + stream.of("quality").around(85)
    for check in drawer.fails(found.attributes[entry]):
        found.unfit[check] = found.unfit.get(check, 0) + 1


def _by_path(
    drawer: FactDrawer,
    stream: Stream,
    path: Path,
    cells: Sequence[Attributes],
    found: Entrants,
) -> None:
    """One or two entries that are named for a path without conditions."""
    for number in range(min(2, path.at_most or 2)):
        entry = f"d{len(found.direct) + 1}"
        own = stream.of(str(number))
        _draw(drawer, own, entry, own.pick(cells), found)
        found.direct.append({"kind": "direct", "path": path.id, "entry": entry})


def _path_limited(
    rulebook: Rulebook, drawer: FactDrawer, stream: Stream, path: Path, found: Entrants
) -> None:
    """Others' facts are changed until no more fulfill the path than it takes."""

    def has(entry: str) -> bool:
        return conditions_hold(path.when, found.attributes[entry], entry=entry, rulebook=rulebook)

    holders = [entry for entry in found.attributes if has(entry)]
    for entry in stream.of("limit").shuffled(holders)[path.at_most or 0 :]:
        checks = [("path", (negated(path.when),))]
        found.attributes[entry] = drawer.settle(found.attributes[entry], checks, stream.of(entry))
        if has(entry):
            raise SandboxRefused("path_crowded", path=path.id, at_most=path.at_most)


def _cells(rulebook: Rulebook, stream: Stream) -> list[Attributes]:
    """Every combination of track, division and region, in an order by lot."""
    lists = [
        ("track", [each.id for each in rulebook.tracks]),
        ("division", [each.id for each in rulebook.divisions]),
        ("region", [each.id for each in _leaves(rulebook.regions)]),
    ]
    there = [(key, ids) for key, ids in lists if ids]
    rows = [dict(zip([key for key, _ in there], ids, strict=True))
            for ids in product(*(ids for _, ids in there))]  # fmt: skip
    return [_placed(rulebook, row) for row in stream.of("cells").shuffled(rows)]


def _leaves(regions: Sequence[Region]) -> list[Region]:
    parents = {each.parent for each in regions}
    return [each for each in regions if each.id not in parents]


def _placed(rulebook: Rulebook, cell: dict[str, str]) -> Attributes:
    """The cell with the region that counts in each round that has a level or quotas of regions."""
    found: Attributes = dict(cell)
    if "region" not in cell:
        return found
    by_id = {each.id: each for each in rulebook.regions}
    chain: list[Region] = []
    at: str | None = cell["region"]
    while at is not None and at in by_id and by_id[at] not in chain:
        chain.append(by_id[at])
        at = by_id[at].parent
    for round_ in rulebook.rounds:
        for region in chain:
            if _counts(round_, region):
                found[f"region@{round_.id}"] = region.id
                break
    return found


def _counts(round_: Round, region: Region) -> bool:
    if round_.level is not None:
        return region.level == round_.level
    by_quota = any(rule.take in ("quota", "list") for rule in round_.promotion)
    return by_quota and region.quota is not None
