"""A rulebook file as a command sees it: its document, its findings, the words for both."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext

from contest.rulebook import check as v0
from contest.rulebook.document import is_version_0, rulebook_of_document
from contest.rulebook.parse import rulebook_hash
from contest.rulebook.shape.look import Finding
from contest.rulebook.text import TextUnreadable, document_read
from contest.rulebook.v1.check import rulebook_check
from contest.rulebook.v1.later import rulebook_later
from contest.rulebook.v1.warnings import rulebook_warnings
from contest.words.findings import finding_text, later_text, unreadable_text

# So many further places of one mistake are told in one line, and so many of them by name.
_ALIKE: Final = 2
_SHOWN: Final = 8
# Facts that only say whose mistake it is.
_SUBJECTS: Final = ("award", "criterion", "of", "region", "component", "round", "first")


@dataclass(frozen=True, slots=True)
class Said:
    """One thing to say about a file; ``alike`` is what of it may stand in other places too."""

    where: str
    code: str
    sentence: str
    alike: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A file after its check; ``hash`` is empty where it is unsound."""

    document: Any
    hash: str
    findings: tuple[Said, ...] = ()
    later: tuple[Said, ...] = ()
    warnings: tuple[Said, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether it may be imported."""
        return not self.findings

    def words(self) -> dict[str, Any]:
        """The object that ``--json`` prints."""
        return {
            "sound": self.sound,
            "hash": self.hash,
            "findings": [_words(each) for each in self.findings],
            "warnings": [_words(each) for each in self.warnings],
            "later": [_words(each) for each in self.later],
        }

    def lines(self) -> list[str]:
        """The lines that people read; what is wrong in many places alike is told once."""
        warned = gettext("rulebook.check.warning")
        lines = [
            *_told(self.findings),
            *(warned.format(said=line) for line in _told(self.warnings)),
            *_told(self.later),
        ]
        key = "sound" if self.sound else "unsound"
        last = gettext(f"rulebook.check.{key}").format(count=len(self.findings), hash=self.hash)
        return [*lines, last]


def rulebook_checked(content: bytes) -> Checked:
    """What is to be said about a file of YAML or JSON; never raises for its content."""
    try:
        document = document_read(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return _unread(line, 0, "text_encoding", gettext("rulebook.text.text_encoding"))
    except TextUnreadable as error:
        return _unread(error.line, error.column, error.code, unreadable_text(error))
    findings = _findings(document)
    if findings:
        return Checked(document, "", findings)
    rulebook = rulebook_of_document(document)
    later = tuple(Said(each.path, each.code, later_text(each)) for each in rulebook_later(rulebook))
    warnings = _said(rulebook_warnings(rulebook))
    return Checked(document, rulebook_hash(document), later=later, warnings=warnings)


def _findings(document: Any) -> tuple[Said, ...]:
    if is_version_0(document):
        sentence = gettext("rulebook.check.version_0")
        return tuple(
            Said("/" + each.path.replace(".", "/"), each.code, sentence.format(code=each.code))
            for each in v0.rulebook_check(document)
        )
    return _said(rulebook_check(document))


def _said(findings: Iterable[Finding]) -> tuple[Said, ...]:
    return tuple(
        Said(
            each.path or "/",
            each.code,
            finding_text(each),
            tuple(fact for fact in each.facts if fact[0] not in _SUBJECTS),
        )
        for each in findings
    )


def _told(said: Iterable[Said]) -> Iterator[str]:
    """One line each; where one mistake stands in more than two places, the others' places only."""
    alike: dict[object, list[Said]] = {}
    for each in said:
        alike.setdefault((each.code, _field(each.where), each.alike), []).append(each)
    for rows in alike.values():
        first, *more = rows
        if len(more) < _ALIKE:
            yield from (f"{each.where}: {each.sentence}" for each in rows)
            continue
        yield f"{first.where}: {first.sentence}"
        places = ", ".join(each.where for each in more[:_SHOWN])
        key = "alike" if len(more) <= _SHOWN else "alike_many"
        yield gettext(f"rulebook.check.{key}").format(count=len(more), places=places)


def _field(where: str) -> str:
    """The last word of a path that is no number."""
    return next((step for step in reversed(where.split("/")) if not step.isdigit()), "")


def _unread(line: int, column: int, code: str, sentence: str) -> Checked:
    key = "rulebook.command.column" if column else "rulebook.command.line"
    where = gettext(key).format(line=line, column=column)
    return Checked(None, "", (Said(where, code, sentence),))


def _words(each: Said) -> dict[str, str]:
    return {"path": each.where, "code": each.code, "sentence": each.sentence}
