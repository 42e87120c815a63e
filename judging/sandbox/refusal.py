"""What the sandbox cannot do: a code, the facts, and a sentence that mends it."""

from typing import Final

from judging.tally.refused import Refused

SENTENCES: Final = {
    "variation_unknown": "There is no variation {variation}; known are {known}.",
    "variation_malformed": "{variation} is not written as {wanted}.",
    "variation_unfit": "{variation} does not fit this rulebook: {path}: {finding}.",
    "variation_changes_nothing": "{variation} changes nothing: {why}.",
    "judge_unknown": "No judge {judge} has a sheet here; there are {known}.",
    "criterion_unknown": "There is no criterion {criterion}; there are {known}.",
    "criterion_last": "{criterion} is all that {rubric} has; nothing would be left to mark.",
    "criterion_line": "Round {round} promotes by a line of {criterion}; it cannot be left out.",
    "component_unknown": "Round {round} has no component {component}; there are {known}.",
    "round_unknown": "There is no round {round}; there are {known}.",
    "points_sum": "The new points of {names} add up to {found}, the old ones to {wanted}; "
    "they must stay the same.",
    "path_crowded": "The path {path} takes {at_most}, and no drawn facts keep the others out.",
    "entries_few": "A simulated edition needs at least {least} entries; {found} is too few.",
}


class SandboxRefused(Refused):
    """Something that cannot be tried; ``sentence`` says why."""

    sentences = SENTENCES
