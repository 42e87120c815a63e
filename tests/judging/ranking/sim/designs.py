"""Contests by chance whose truth is known: sixteen ways to hand entries to judges."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from judging.ranking.scores import Floats, Ints, Scores

LEVEL, POINTS = 70.0, 8.0


@dataclass(frozen=True)
class Design:
    """A contest: qualities have spread 1, judges' leniency and noise are in the same unit.

    ``panel`` judges form a panel that scores a block of entries; ``bridge`` is
    the share of entries that have one judge from elsewhere. ``useless`` tracks
    are told to the method and mean nothing. ``close`` is how near the ceiling
    calibrated must come.
    """

    name: str
    entries: int = 1000
    judges: int = 100
    each: int = 5
    leniency: float = 0.5
    noise: float = 0.8
    noise_spread: float = 0.3
    scale_spread: float = 0.2
    panel: int = 0
    tracks: int = 0
    bridge: float = 0.0
    erratic: float = 0.0
    useless: int = 0
    close: float = 0.04


NEAR: Final = 0.018
DESIGNS: Final = (
    Design("base", close=NEAR),
    Design("3800 x 300 x 5", entries=3800, judges=300, close=NEAR),
    Design("leniency 1.0", leniency=1.0, close=NEAR),
    Design("noise 0.4", noise=0.4, close=NEAR),
    Design("noise 1.5", noise=1.5, close=NEAR),
    Design("3 judges an entry", each=3),
    Design("9 judges an entry", each=9, close=NEAR),
    Design("judges of one kind", noise_spread=0.0, scale_spread=0.0, close=NEAR),
    Design("scale 0.4", scale_spread=0.4, close=NEAR),
    Design("10 scores a judge", judges=500),
    Design("panels, none bridged", panel=5),
    Design("panels, 5% bridged", panel=5, bridge=0.05),
    Design("10% of judges at random", erratic=0.1, close=NEAR),
    Design("6 tracks, 10% bridged", tracks=6, bridge=0.1),
    Design("6 tracks, 2% bridged", tracks=6, bridge=0.02),
    Design("base with 12 useless tracks", useless=12, close=NEAR),
)


@dataclass(frozen=True)
class World:
    """A drawn contest: the table, and what only the drawing knows.

    ``truth`` is what the average judge would give without noise, in points.
    """

    scores: Scores
    quality: Floats
    truth: Floats
    leniency: Floats
    scale: Floats
    noise: Floats
    track: Ints


def world(design: Design, seed: int) -> World:
    """The contest of a seed."""
    chance = np.random.default_rng([seed, len(design.name), design.entries])
    entries, judges = design.entries, design.judges
    track = np.arange(entries) % max(design.tracks, 1)
    means = chance.normal(0, 0.7, design.tracks) if design.tracks else np.zeros(1)
    quality = chance.normal(0, 1, entries) + means[track]
    leniency = chance.normal(0, design.leniency, judges)
    scale = np.exp(chance.normal(0, design.scale_spread, judges))
    noise = design.noise * np.exp(chance.normal(0, design.noise_spread, judges))
    erratic = np.arange(judges) < round(design.erratic * judges)
    seats = seated(design, track, chance)
    entry = np.repeat(np.arange(entries), design.each)
    judge = seats.ravel()
    seen = leniency[judge] + scale[judge] * quality[entry]
    seen = seen + noise[judge] * chance.normal(0, 1, len(judge))
    wild = np.sqrt(1 + design.leniency**2 + design.noise**2) * chance.normal(0, 1, len(judge))
    seen = np.where(erratic[judge], wild, seen)
    marks = np.clip(np.round(LEVEL + POINTS * seen), 0, 100)
    if design.useless:
        track = chance.permutation(np.arange(entries) % design.useless)
    shown = design.tracks or design.useless
    truth = np.where(erratic, 0, leniency).mean() + np.where(erratic, 0, scale).mean() * quality
    return World(
        scores=table(entry, judge, marks.astype(np.int64) * 100, track if shown else None),
        quality=quality,
        truth=LEVEL + POINTS * truth,
        leniency=leniency,
        scale=scale,
        noise=noise,
        track=track,
    )


def table(entry: Ints, judge: Ints, units: Ints, track: Ints | None) -> Scores:
    """Whole columns as a table, names by number."""
    order = np.lexsort((judge, entry))
    entries, judges = int(entry.max()) + 1, int(judge.max()) + 1
    return Scores(
        tuple(f"E{at:06d}" for at in range(entries)),
        tuple(f"J{at:05d}" for at in range(judges)),
        () if track is None else tuple(f"T{at:02d}" for at in range(int(track.max()) + 1)),
        entry[order].astype(np.int64),
        judge[order].astype(np.int64),
        units[order],
        np.zeros(entries, dtype=np.int64) if track is None else track.astype(np.int64),
    )


def seated(design: Design, track: Ints, chance: np.random.Generator) -> Ints:
    """Who judges each entry: ``each`` judges, loads as equal as they can be."""
    groups = _groups(design, track)
    seats = np.empty((design.entries, design.each), dtype=np.int64)
    for members, judges in groups:
        seats[members] = balanced(len(members), judges, design.each, chance)
    bridged = chance.choice(design.entries, round(design.bridge * design.entries), replace=False)
    home = np.empty(design.judges, dtype=np.int64)
    for number, (_, judges) in enumerate(groups):
        home[judges] = number
    for entry in bridged:
        away = np.flatnonzero(home != home[seats[entry, 0]])
        seats[entry, chance.integers(design.each)] = chance.choice(away)
    return seats


def _groups(design: Design, track: Ints) -> list[tuple[Ints, Ints]]:
    judges = np.arange(design.judges)
    if design.tracks:
        return [
            (np.flatnonzero(track == each), judges[judges % design.tracks == each])
            for each in range(design.tracks)
        ]
    if design.panel:
        count = design.judges // design.panel
        return [
            (np.arange(each, design.entries, count), judges[judges % count == each])
            for each in range(count)
        ]
    return [(np.arange(design.entries), judges)]


def balanced(entries: int, judges: Ints, each: int, chance: np.random.Generator) -> Ints:
    """``each`` different judges an entry, every judge about equally often."""
    if len(judges) == each:
        return np.tile(judges, (entries, 1))
    seats = np.resize(chance.permutation(judges), entries * each)
    seats = chance.permutation(seats).reshape(entries, each)
    for row in range(entries):
        while len(set(seats[row].tolist())) < each:
            _, first = np.unique(seats[row], return_index=True)
            twice = next(at for at in range(each) if at not in first)
            other, place = int(chance.integers(entries)), int(chance.integers(each))
            ours, theirs = seats[row, twice], seats[other, place]
            if theirs not in seats[row] and ours not in seats[other]:
                seats[row, twice], seats[other, place] = theirs, ours
    return seats
