"""Scores that cannot be counted: a code, the facts, and a sentence that mends it."""

from typing import Final

from judging.tally.refused import Refused

SENTENCES: Final = {
    "method_later": "{method} is named in the rulebook and not computed from sheets; "
    "choose another method, or rank duels with --pairs.",
    "method_refused": "{component} cannot be computed. {sentence}",
    "column_missing": "The column {column} is missing; the first line names the columns.",
    "column_unknown": "There is no column {column}; known are {known}.",
    "column_unused": "The column {column} does not go with a rulebook: "
    "weights stand in its classes of judges. Leave the column out.",
    "row_short": "Line {line} has {found} fields where the first line names {wanted}.",
    "entry_missing": "Line {line} names no entry.",
    "entry_unknown": "Entry {entry} is not in the facts; mend its name or add it there.",
    "judge_unknown": "Judge {judge} is not in the facts; mend the name or add it there.",
    "judge_missing": "The mark {criterion} of {entry} needs a judge.",
    "judge_unwanted": "{criterion} of {entry} is nobody's mark; leave the judge empty.",
    "judge_of_no_class": "Judge {judge} is of the kind {kind}, which has no weight in {component}.",
    "criterion_unknown": "{criterion} is no criterion, component, penalty or veto of round "
    "{round}; known are {known}.",
    "round_unknown": "There is no round {round}; the rulebook has {known}.",
    "round_missing": "The rulebook has several rounds; the column round must say which.",
    "attribute_differs": "{entry} has {first} and {second} as its {attribute}; one is wrong.",
    "mark_doubled": "{judge} has marked {criterion} of {entry} twice.",
    "mark_malformed": "{value} is no number for {criterion} of {entry}; "
    "write digits with a point, as 8.5.",
    "mark_too_precise": "{value} for {criterion} of {entry} has more than two decimals.",
    "mark_out_of_range": "{value} for {criterion} of {entry} lies outside {low} to {high}.",
    "mark_off_step": "{value} for {criterion} of {entry} does not fit the step {step}.",
    "place_malformed": "{value} of {entry} is no place; write 1 for the best, 2 for the next.",
    "mark_not_all_or_nothing": "{criterion} of {entry} is {low} or {high}, nothing between; "
    "found {value}.",
    "mark_missing": "{judge} has no mark on {criterion} of {entry}.",
    "run_unknown": "{criterion} of {entry} has run {run}; the rulebook knows {count}.",
    "penalty_run_scaled": "{penalty} is taken after scaling, which is done once for all runs, so "
    "it cannot stand on run {run}; write it without a run, or set when: before_scaling.",
    "veto_malformed": "The veto {criterion} of {entry} is 1 or 0; found {value}.",
    "ballot_malformed": "The ballot of {judge} on {entry} is {value}; {wanted}.",
    "ballot_overspent": "{judge} gives {spent} in {component}; each voter has {points}.",
    "ballot_faulty": "{judge} gives the places {places} in {component}; a whole ballot gives each "
    "of the first {wanted} once. Mend the ballot, or set faulty to void or counted.",
    "grant_missing": "{award} gives nothing without an amount, and {entry} asks for none; fill in "
    "{fact} or leave the entry out.",
    "grant_beyond_asked": "{award} gives {entry} {amount}, which asks for {asked}; "
    "give that or less.",
    "grant_beyond_pot": "{award} gives {given} in all, and there is {pot}; give less.",
    "grant_unwanted": "The award {award} has no prize up to an amount asked for; leave amounts "
    "out.",
    "prize_second": "{award} cannot go to {entry}: {by} has {held}, and each {per} gets one prize "
    "only. Name another entry.",
    "panel_incomplete": "{component} adds up places, so every judge must place every entry "
    "of a panel; {judge} has not placed {entry}.",
    "entry_not_in_round": "{entry} did not go on to round {round} but has scores there; "
    "take them out, or record how it came there.",
    "decision_unknown": "Decision {number} is of the kind {kind}; known are {known}.",
    "decision_field": "Decision {number} ({kind}) needs {field}.",
    "decision_value": "{field} of decision {number} ({kind}) is {value}; {wanted}.",
    "facts_malformed": "{part} in the facts must be {wanted}.",
    "decision_entry_unknown": "Decision {number} ({kind}) names {entry}, which is not here.",
    "fact_malformed": "The fact {fact} of {entry} is {value}; {wanted}.",
    "path_full": "{found} entries come by the path {path}, which takes {at_most}; name those "
    "who do in decisions of the kind direct.",
    "zero_of_places": "{of} sets {entry} to 0 in round {round}, where places are added up and 0 "
    "would be the best; decide excluded or kept.",
    "measure_not_positive": "{component} needs values above zero.",
    "seeds_missing": "Round {round} needs its pairs: a decision seeds with the order.",
}


class ScoresRefused(Refused):
    """Scores that cannot be counted; ``sentence`` says what to mend."""

    sentences = SENTENCES
