"""State machines as tables: `{(from, verb): to}`, one per noun, beside its service."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.errors import Problem


@dataclass(frozen=True, slots=True)
class Machine:
    """A noun's states and moves. `refusal` is the code raised for a move not in the table."""

    noun: str
    states: tuple[str, ...]
    moves: Mapping[tuple[str, str], str]
    refusal: str

    def __post_init__(self) -> None:
        for (source, _verb), target in self.moves.items():
            if source not in self.states or target not in self.states:
                raise ValueError(f"{self.noun}: unknown state in {source} -> {target}")

    def step(self, state: str, verb: str) -> str:
        """The state after `verb`. Raises Problem(refusal) with state and verb as params."""
        target = self.moves.get((state, verb))
        if target is None:
            raise Problem(self.refusal, params={"state": state, "verb": verb})
        return target

    def sources(self, verb: str) -> list[str]:
        """The states in which the verb is allowed, in table order: for commands on many rows."""
        return [source for (source, known) in self.moves if known == verb]

    def verbs(self, state: str) -> list[str]:
        """The verbs that the state allows, in table order."""
        return [verb for (source, verb) in self.moves if source == state]
