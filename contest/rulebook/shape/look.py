"""What a look at a document collects: findings, the ids it gives, the ids it uses."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

# So many known words are listed; of more their number.
LISTED: Final = 12


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """What is wrong and where.

    ``path`` is a JSON pointer (``/rounds/0/ties/1/rule``), ``code`` names the
    sentence, ``facts`` are the words that the sentence quotes.
    """

    path: str
    code: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Look:
    """One look at one document; findings gather here and are sorted by who asked."""

    findings: list[Finding] = field(default_factory=list)
    given: dict[str, dict[str, str]] = field(default_factory=dict)
    used: list[tuple[str, str, str]] = field(default_factory=list)

    def found(self, path: str, code: str, **facts: object) -> None:
        """Note one finding."""
        words = tuple(sorted((name, str(value)) for name, value in facts.items()))
        self.findings.append(Finding(path, code, words))

    def give(self, noun: str, name: str, path: str) -> None:
        """An id that the document defines; twice the same is a finding."""
        known = self.given.setdefault(noun, {})
        if name in known:
            self.found(path, "id_doubled", value=name, first=known[name])
        else:
            known[name] = path

    def use(self, noun: str, name: str, path: str) -> None:
        """An id that the document refers to."""
        self.used.append((noun, name, path))

    def references(self) -> None:
        """Note each id that is used and nowhere given."""
        for noun, name, path in self.used:
            known = self.given.get(noun, {})
            if name not in known:
                self.found(path, "reference_unknown", noun=noun, value=name, **near(name, known))


def near(word: str, known: Iterable[str]) -> dict[str, str]:
    """The facts of an unknown word: up to three known ones like it, and what is known at all."""
    words = sorted(known)
    alike = get_close_matches(word, words, n=3, cutoff=0.5)
    alike += [each for each in words if word in each and word and each not in alike]
    more = f" … ({len(words)})" if len(words) > LISTED else ""
    return {"nearest": ", ".join(alike[:3]), "known": ", ".join(words[:LISTED]) + more}


def pointer(path: str, step: str | int) -> str:
    """The JSON pointer one step further (RFC 6901)."""
    return f"{path}/{str(step).replace('~', '~0').replace('/', '~1')}"
