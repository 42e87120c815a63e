"""A refusal in one sentence: what every pure command of judging says no with."""

from collections.abc import Mapping
from typing import ClassVar


class Refused(ValueError):
    """Something that cannot be done; ``sentence`` says what to mend."""

    sentences: ClassVar[Mapping[str, str]]

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = {name: str(value) for name, value in sorted(facts.items())}

    @property
    def sentence(self) -> str:
        """One sentence for whoever asked."""
        return self.sentences[self.code].format(**self.facts)

    def __str__(self) -> str:
        return self.sentence
