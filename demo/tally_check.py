"""What the tablets know afterwards, held against what the server says."""

from typing import Any

from demo.players.judge import Judge


async def losses(judges: list[Judge], marks: dict[str, Any]) -> tuple[int, int]:
    """(lost, doubled) over every operation that the tablets typed.

    Lost: an operation without a final answer, or a sheet that is not what was typed last.
    Doubled: a cell changed more often than its operations were applied.
    """
    lost = doubled = 0
    for judge in judges:
        lost += len(set(judge.sent) - set(judge.acknowledged))
        lost += sum(
            any(outcome["outcome"] in {"refused", "stale", "held"} for outcome in outcomes)
            for outcomes in judge.acknowledged.values()
        )
        for number, sheets in marks.items():
            if judge.seat in sheets:
                missing, extra = await _sheet_differences(judge, number, sheets[judge.seat])
                lost += missing
                doubled += extra
    return lost, doubled


async def _sheet_differences(judge: Judge, number: str, typed: dict[str, str]) -> tuple[int, int]:
    sheet = await judge.sheet_of(number)
    missing = sum(
        _hundredths(sheet["cells"][criterion]["value"]) != _hundredths(value)
        for criterion, value in typed.items()
    )
    extra = 0
    for criterion, cell in sheet["cells"].items():
        distinct = sum(
            operation.get("sheet") == sheet["id"] and operation.get("criterion") == criterion
            for operation in judge.sent.values()
        )
        extra += max(0, cell["rev"] - distinct)
    return missing + (sheet["state"] not in {"signed", "counted"}), extra


def _hundredths(text: str | None) -> int | None:
    if text is None:
        return None
    whole, _, fraction = text.partition(".")
    return int(whole) * 100 + int(f"{fraction:0<2}"[:2])
