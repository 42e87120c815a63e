"""Rankings that cannot be computed: a code, the facts, and a sentence that mends it."""

from typing import Final

from judging.tally.refused import Refused

SENTENCES: Final = {
    "column_missing": "The column {column} is missing; the first line names the columns.",
    "column_unknown": "There is no column {column}; known are {known}.",
    "column_twice": "The column {column} is named twice; leave one of them out.",
    "column_unused": "The column {column} is not read by --method; leave it out or rank by "
    "a rulebook.",
    "row_short": "Line {line} has {found} fields where the first line names {wanted}.",
    "name_missing": "Line {line} has no {column}; every score needs both entry and judge.",
    "score_malformed": "{value} is no number for {entry} by {judge}; "
    "write digits with a point, as 8.5.",
    "score_too_precise": "{value} for {entry} by {judge} has more than six decimals.",
    "score_too_large": "{value} for {entry} by {judge} has more than nine digits before the point.",
    "score_doubled": "{judge} has scored {entry} twice; one of the two is wrong.",
    "track_differs": "{entry} stands in {first} and in {second}; an entry has one track.",
    "position_malformed": "{value} is no place of {entry} in {judge}'s sequence; write 1 for the "
    "first, or leave it empty.",
    "position_doubled": "{judge} has two entries at position {position}; a judge scores one at a "
    "time.",
    "position_differs": "{entry} by {judge} stands at position {first} and at {second}; "
    "a sheet has one.",
    "organization_differs": "{name} belongs to {first} and to {second}; say one organization.",
    "rounds_several": "The file holds the rounds {rounds}; a method ranks one: keep its rows only, "
    "name them in order with --joint (additive, calibrated), or rank by a rulebook.",
    "round_unnamed": "The file has scores of the round {round}, which --joint ({named}) does not "
    "name; name it in its place, or take its rows out.",
    "round_empty": "The file has no score of the round {round}, which --joint names.",
    "rounds_missing": "--joint needs the column round.",
    "place_malformed": "{value} is no place for {entry} by {judge}; places begin at 1.",
    "place_method": "The column rank holds places, which only rank-sum and points can read; "
    "bring scores.",
    "method_unknown": "There is no method {method}; there are {known}.",
    "method_pairs": "{method} ranks {wanted}; bring it {option}.",
    "rule_unused": "{option} does not go with {method}.",
    "rule_malformed": "{option} must be {wanted}.",
    "cut_missing": "--per-track needs to know how many of each track go on: --cut N, or --within.",
    "tracks_missing": "--per-track needs the column track.",
    "points_missing": "The method points needs what places give: --points 5,3,1.",
    "no_scores": "The file holds no score.",
    "too_few_entries": "{method} needs at least {least} entries; there are {found}.",
    "too_few_scores": "{method} needs at least {least} scores for {entries} entries by {judges} "
    "judges; there are {found}.",
    "one_judge": "Only {judge} has scored: without a second judge nobody can tell leniency from "
    "quality. Rank by mean, or bring more judges' scores.",
    "parts_apart": "The scores fall into {count} parts that share no judge: {parts}. {method} "
    "cannot compare entries of different parts. Rank each part by itself, let a judge score in "
    "several, or rank by mean.",
    "judge_constant": "{judge} gave {count} times the same score ({value}) and so orders nobody: "
    "{method} cannot tell this judge's scale. Leave these sheets out, or rank by mean or additive.",
    "judge_too_few": "{judge} has scored once; {method} needs two scores of each judge. "
    "Leave that sheet out, or rank by calibrated.",
    "track_single": "The track {track} has one entry, {entry}: a mean of its own would take away "
    "all that sets it apart. Join it with another track, or leave the column track out.",
    "tracks_siloed": "The judges stay inside their tracks ({share} of their scores lie outside, "
    "{wanted} would under a mixed panel). standardized would make all tracks equally good. "
    "Rank by calibrated, or rank each track by itself.",
    "panel_incomplete": "{method} adds up places, so every judge must place every entry; "
    "{judge} has not placed {entry}.",
    "not_converged": "{method} did not settle after {count} steps; the scores hold too little to "
    "tell judges apart. Rank by additive or mean.",
    "fit_too_large": "--fit is computed for at most {most} judges or as many entries; "
    "there are {found} of the fewer. Leave --fit out.",
    "fit_perfect": "The scores agree without any error, so variances cannot be told apart. "
    "Leave --fit out.",
    "pair_same": "Line {line} has {item} against itself.",
    "pair_wins": "{value} in line {line} is no number of wins; write 7, or 7.5 with a draw.",
    "pair_columns": "Pairs have the columns winner and loser, or item1, item2, wins1 and wins2; "
    "found {found}.",
    "pair_unbeaten": "{winners} never lost to the others ({losers}): how much better is not "
    "told by wins alone. Bring duels that the others won, or rank the two groups apart.",
    "pair_order": "The order of a pair cannot be told: {what}. Leave --order-effect out.",
}


class RankingRefused(Refused):
    """A ranking that cannot be computed; ``sentence`` says what to mend."""

    sentences = SENTENCES
