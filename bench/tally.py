"""How long a tally takes beside what pandas needs to read the same file and average it."""

import argparse
import gc
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pandas as pd

from api.management.memory import uncollected
from bench.frame import Busy, Target, alone, conclude, judged, percentile
from contest.rulebook.document import rulebook_of_document
from contest.rulebook.v1.rulebook import Rulebook
from judging.tally.edition.columns import given_of_columns
from judging.tally.edition.edition import edition_tally

ROOT = Path(__file__).resolve().parents[1]
CRITERIA, JUDGES = 8, 5
SMALL, LARGE = 20_000, 200_000
NAME = {"zh": "基准", "en": "Bench"}


def rulebook() -> Rulebook:
    """Eight lines in half points, trimmed means of five, a ladder; the best tenth goes on."""
    lines = [{"id": f"c{at}", "name": NAME, "max": "12.5", "step": "0.5"} for at in range(CRITERIA)]
    combine = {"method": "trimmed", "drop_high": 1, "drop_low": 1, "needs": JUDGES}
    round_ = {
        "id": "final",
        "name": NAME,
        "kind": "final",
        "mode": "online_review",
        "panel": {"seats": JUDGES},
        "components": [{"id": "jury", "kind": "sheet", "rubric": "sheet", "combine": combine}],
        "ties": [{"rule": "sum_of_all"}, {"rule": "share"}],
        "promotion": [{"take": "ratio", "ratio": "10%"}],
    }
    sheet = {"id": "sheet", "name": NAME, "total": 100, "criteria": lines}
    return rulebook_of_document(
        {"rulebook": 1, "name": NAME, "rubrics": [sheet], "rounds": [round_]}
    )


def scores(path: Path, sheets: int) -> None:
    """A file of so many sheets, five for an entry, by judges of a pool."""
    chance = random.Random(7)
    rows = ["entry,judge,criterion,mark"]
    for entry in range(sheets // JUDGES):
        for seat in range(JUDGES):
            judge = (entry * 7 + seat) % 200
            rows += [
                f"E{entry:06d},J{judge:03d},c{at},{chance.randint(0, 25) / 2:.1f}"
                for at in range(CRITERIA)
            ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def floor_s(path: Path) -> float:
    """Seconds that pandas needs to read the file and to average it by entry and criterion."""
    gc.collect()
    begun = time.perf_counter()
    frame = pd.read_csv(path)
    frame.groupby(["entry", "criterion"])["mark"].mean()
    return time.perf_counter() - begun


def tally_s(book: Rulebook, path: Path) -> float:
    """Seconds from the file to ranks, ties and who goes on."""
    gc.collect()
    begun = time.perf_counter()
    with uncollected():
        given = given_of_columns(path.read_bytes(), {}, rounds=["final"])
        if given is None:
            raise RuntimeError("the bench's own file was not read in columns")
        held = edition_tally(book, given)
    taken = time.perf_counter() - begun
    if len(held.rounds[0].promoted.to) * 10 < len(held.rounds[0].lines):
        raise RuntimeError("a tenth should have gone on")
    return taken


def measure(rounds: int, folder: Path) -> list[dict[str, Any]]:
    """The rounds: both files with and without pandas."""
    book = rulebook()
    small, large = folder / "small.csv", folder / "large.csv"
    scores(small, SMALL)
    scores(large, LARGE)
    floor_s(small), tally_s(book, small)  # what the first use loads is no one's time
    return [
        {
            "floor_s": floor_s(small),
            "tally_s": tally_s(book, small),
            "large_s": tally_s(book, large),
        }
        for _ in range(rounds)
    ]


def main(argv: list[str]) -> int:
    """Run the rounds, print the table, write the object."""
    parser = argparse.ArgumentParser(prog="bench tally")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", type=Path)
    wanted = parser.parse_args(argv)
    try:
        with alone(ROOT / "var" / "bench.lock"), tempfile.TemporaryDirectory() as folder:
            rounds = measure(3 if wanted.quick else 9, Path(folder))
    except Busy:
        print("Another bench is running on this clone; wait for its end.", file=sys.stderr)
        return 2
    beside = percentile([r["tally_s"] / r["floor_s"] for r in rounds], 0.5)
    growth = percentile([r["large_s"] / r["tally_s"] for r in rounds], 0.5)
    growth /= LARGE / SMALL
    targets = judged(
        [
            Target("tally.20k_over_pandas", round(beside, 3), 3.0, "ratio"),
            Target("tally.growth_20k_to_200k", round(growth, 3), 1.25, "ratio to linear"),
        ],
        [r["floor_s"] for r in rounds],
    )
    return conclude("tally", targets, rounds, wanted.json)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
