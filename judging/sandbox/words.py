"""What the sandbox found, as lines that people read."""

from collections.abc import Iterable, Mapping, Sequence

from judging.sandbox.compare import Document


def replay_lines(found: Document) -> list[str]:
    """Rule after rule, round after round, one line for each entry that stands elsewhere."""
    lines: list[str] = []
    for under in found["under"]:
        if "refused" in under:
            lines.append(f"{under['under']}: {under['refused']['sentence']}")
            continue
        lines.append(f"{under['under']}: {'; '.join(under['told'])}")
        for held in under["rounds"]:
            lines += [f"  {line}" for line in _round(held)]
        lines += [f"  {each}: not counted, the rules have none" for each in under["rounds_missing"]]
    return lines


def _round(held: Document) -> list[str]:
    pairs = held["pairs"]
    lines = [
        (
            f"{held['round']}: {held['places_changed']} of {held['entries']} places change, "
            f"at most by {held['largest_move']}; {pairs['turned']} of {pairs['all']} pairs turned, "
            f"{pairs['tied_or_parted']} tied or parted"
        )
    ]
    if held["winner"]["changes"]:
        was, now = _groups(held["winner"]["before"]), _groups(held["winner"]["after"])
        lines.append(f"  winner: {now} instead of {was}")
    cut = held["cut"]
    for word, entries in (("over the cut", cut["in"]), ("below it", cut["out"]),
                          ("open", cut["open"])):  # fmt: skip
        if entries:
            lines.append(f"  {word}: {', '.join(entries)}")
    lines += [f"  {_entry(each)}" for each in held["changes"] if _elsewhere(each)]
    return lines


def _elsewhere(change: Document) -> bool:
    """Whether more than the score differs."""
    return any(
        change[what]["before"] != change[what]["after"] for what in ("rank", "promoted", "awarded")
    )


def _entry(change: Document) -> str:
    rank, score = change["rank"], change["score"]
    line = f"{change['entry']}: place {_or(rank['before'])} to {_or(rank['after'])}"
    line += f", {_or(score['before'])} to {_or(score['after'])}"
    if change["passes"]:
        line += f"; passes {', '.join(change['passes'])}"
    if change["passed_by"]:
        line += f"; passed by {', '.join(change['passed_by'])}"
    awarded = change["awarded"]
    if awarded["before"] != awarded["after"]:
        was, now = ", ".join(awarded["before"]), ", ".join(awarded["after"])
        line += f"; {now or 'no award'} instead of {was or 'none'}"
    return line


def fragility_lines(rounds: Iterable[Document]) -> list[str]:
    """Round after round: the smallest changes, without each judge, without each sheet."""
    lines: list[str] = []
    for held in rounds:
        lines.append(f"{held['round']}: first {_groups(held['winner']) or '-'}")
        lines += [f"  {_smallest(each)}" for each in held["smallest"]]
        lines += [f"  {line}" for line in _judges(held["without_judge"])]
        sheets = held["without_sheet"]
        lines.append(
            f"  {sheets['keep_podium']} of {sheets['sheets']} single sheets can be missing and "
            f"the first three stay, {sheets['keep_winner']} and the first stays"
            + (f"; {sheets['refused']} cannot be left out" if sheets["refused"] else "")
        )
    return lines


def _smallest(found: Document) -> str:
    question = {"winner": "the first", "cut": "who goes on or is awarded"}[found["question"]]
    if found["found"]:
        mark = found["mark"]
        return (
            f"{question} changes where judge {found['judge']} gives {found['entry']} "
            f"{mark['after']} instead of {mark['before']} on {found['criterion']} "
            f"({found['by']}): {_answer(found['before'], found['after'])}"
        )
    if found["none_below"] is None:
        return f"{question} changes by no single mark"
    return f"{question} changes by no single mark that is less than {found['none_below']} away"


def _answer(before: Document, after: Document) -> str:
    """What differs: the first, who comes in and who drops out, or whose awards."""
    if "winners" in after:
        return _groups(after["winners"]) or "nobody"
    if "promoted" in after:
        was, now = set(before["promoted"]), set(after["promoted"])
        waits = sorted(set(after["undecided"]) - set(before["undecided"]))
        words = [("in", sorted(now - was)), ("out", sorted(was - now)), ("open", waits)]
        return "; ".join(f"{word} {', '.join(rows)}" for word, rows in words if rows)
    was, now = before["awarded"], after["awarded"]
    return "; ".join(
        f"{entry} {', '.join(now.get(entry, [])) or 'no award'}"
        for entry in sorted({*was, *now})
        if was.get(entry) != now.get(entry)
    )


def _judges(without: Document) -> list[str]:
    lines: list[str] = []
    for each in without["judges"]:
        if "refused" in each:
            lines.append(f"without judge {each['judge']}: {each['refused']['sentence']}")
            continue
        cut = each["cut"]
        words = [
            *(["the first changes"] if each["winner_changes"] else []),
            *(["the first three change"] if each["podium_changes"] else []),
            *([f"over the cut {', '.join(cut['in'])}"] if cut["in"] else []),
            *([f"below it {', '.join(cut['out'])}"] if cut["out"] else []),
            *([f"no result for {', '.join(each['no_rank'])}"] if each["no_rank"] else []),
        ]
        if words:
            lines.append(f"without judge {each['judge']}: {'; '.join(words)}")
    moved = [each for each in without["entries"] if each["best"] != each["worst"]]
    lines += [
        f"{each['entry']}: place {each['best']} to {each['worst']} over all judges left out"
        for each in moved
    ]
    return lines


def _groups(first: Mapping[str, Sequence[str]]) -> str:
    return "; ".join(
        (f"{group}: " if group else "") + ", ".join(entries) for group, entries in first.items()
    )


def _or(value: object) -> str:
    return "-" if value is None else str(value)


def simulation_lines(found: Document) -> list[str]:
    """The field, round after round, the awards, and what never came about."""
    lines = [f"seed {found['seed']}: {found['entries']} entries"]
    lines += [
        f"  {key}: " + ", ".join(f"{name} {count}" for name, count in counts.items())
        for key, counts in found["field"].items()
    ]
    for held in found["rounds"]:
        lines += _held(held)
    for each in found["awards"]:
        lines.append(f"{each['award']}: {', '.join(each['to']) or '-'}")
    lines += [f"{each['path']}: {each['sentence']}" for each in found["findings"]]
    lines.append("ran to its end" if found["ended"] else "did not run to its end")
    return lines


def simulations_lines(found: Document) -> list[str]:
    """The awards and the findings of many runs."""
    lines = [f"seed {found['seed']}: {found['runs']} runs of {found['entries']} entries"]
    lines += [
        f"{each['award']}: {each['least']} to {each['most']} given"
        + (f", nobody in {each['never']} runs" if each["never"] else "")
        for each in found["awards"]
    ]
    lines += [
        f"{each['path']}: in {each['runs']} runs (seed {each['seed']}): {each['sentence']}"
        for each in found["findings"]
    ]
    return [*lines, f"{found['ended']} of {found['runs']} ran to their end"]


def _held(held: Document) -> list[str]:
    happened = [
        f"{held[key]} {word}"
        for key, word in (
            ("absent_sheets", "absent"),
            ("recusals", "recused"),
            ("no_shows", "not there"),
            ("rechecked", "judged again"),
        )
        if held.get(key)
    ]
    lines = [
        f"{held['round']}: {held['entries']} entries, {held['judges']} judges, "
        f"{held['sheets']} sheets" + (f" ({', '.join(happened)})" if happened else ""),
        f"  {held['ranked']} ranked, {held['promoted']} go on",
    ]
    first = [
        (f"{place['group']}: " if place["group"] else "") + place["entry"]
        for place in held["podium"]
        if place["rank"] == 1
    ]
    if first:
        lines.append(f"  first: {'; '.join(first)}")
    if held.get("tie_provoked"):
        lines.append(f"  tie provoked: {', '.join(held['tie_provoked'])}")
    if held["parted_by"]:
        steps = ", ".join(f"{step} {count}" for step, count in held["parted_by"].items())
        lines.append(f"  parted by: {steps}")
    return lines
