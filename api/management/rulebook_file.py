"""A rulebook file as a command sees it: its document, its findings, the words for both."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from contest.rulebook import check as v0
from contest.rulebook.document import is_version_0, rulebook_of_document
from contest.rulebook.parse import rulebook_hash
from contest.rulebook.text import TextUnreadable, document_read
from contest.rulebook.v1.check import rulebook_check
from contest.rulebook.v1.later import rulebook_later
from contest.words.findings import finding_text, later_text, unreadable_text


@dataclass(frozen=True, slots=True)
class Said:
    """One thing to say about a file: where, its code, and the sentence."""

    where: str
    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A file after its check; ``hash`` is empty where it is unsound."""

    document: Any
    hash: str
    findings: tuple[Said, ...]
    later: tuple[Said, ...]

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
            "later": [_words(each) for each in self.later],
        }

    def lines(self) -> list[str]:
        """The lines that people read."""
        lines = [f"{each.where}: {each.sentence}" for each in (*self.findings, *self.later)]
        key = "sound" if self.sound else "unsound"
        last = gettext(f"rulebook.check.{key}").format(count=len(self.findings), hash=self.hash)
        return [*lines, last]


def rulebook_checked(content: bytes) -> Checked:
    """What is to be said about a file of YAML or JSON; never raises for its content."""
    try:
        document = document_read(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return _unread(f"{line}", "text_encoding", gettext("rulebook.text.text_encoding"))
    except TextUnreadable as error:
        return _unread(f"{error.line}", error.code, unreadable_text(error))
    findings = _findings(document)
    if findings:
        return Checked(document, "", findings, ())
    later = tuple(
        Said(each.path, each.code, later_text(each))
        for each in rulebook_later(rulebook_of_document(document))
    )
    return Checked(document, rulebook_hash(document), (), later)


def _findings(document: Any) -> tuple[Said, ...]:
    if is_version_0(document):
        sentence = gettext("rulebook.check.version_0")
        return tuple(
            Said("/" + each.path.replace(".", "/"), each.code, sentence.format(code=each.code))
            for each in v0.rulebook_check(document)
        )
    return tuple(
        Said(each.path or "/", each.code, finding_text(each)) for each in rulebook_check(document)
    )


def _unread(line: str, code: str, sentence: str) -> Checked:
    where = gettext("rulebook.command.line").format(line=line)
    return Checked(None, "", (Said(where, code, sentence),), ())


def _words(each: Said) -> dict[str, str]:
    return {"path": each.where, "code": each.code, "sentence": each.sentence}
