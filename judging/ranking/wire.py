"""A ranking as the JSON object that ``rank`` prints; numbers with at most six decimals."""

from dataclasses import asdict
from typing import Any

from judging.ranking.result import DECIMALS, Ranking


def document(ranking: Ranking) -> dict[str, Any]:
    """The object of ``docs/rank.md``."""
    found = plain(asdict(ranking))
    assert isinstance(found, dict)
    for entry in found["entries"]:
        entry["outcome"] = None
    return found


def plain(value: Any) -> Any:
    """Numbers with at most six decimals, lists and objects for what JSON has no word for."""
    if isinstance(value, float):
        # Adding zero turns -0.0, which JSON would show, into 0.0.
        return round(value, DECIMALS) + 0.0
    if isinstance(value, dict):
        return {
            key if isinstance(key, str) else str(key): plain(each) for key, each in value.items()
        }
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value
