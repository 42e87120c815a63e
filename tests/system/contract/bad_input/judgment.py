"""Hold the answers of a case against its line, and its world against itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils import translation

from api.problems import CONTENT_TYPE, problem_body
from core import clock
from core.errors import Problem
from tests.system.contract.bad_input.case import OUTCOMES, Answer, Case
from tests.system.contract.bad_input.digest import COUNTED, Everything, changes, everything
from tests.system.contract.bad_input.doors import LANGUAGES, ask
from tests.system.contract.bad_input.stage import Stage

_HAN = re.compile(r"[一-鿿]")
_ENDS = {"zh": "。！？", "en": ".!?"}
# A place that stayed, or one that was filled with nothing.
_UNFILLED = re.compile(r"[{}]|  |\(\s*\)|（\s*）| [.,。，]")
_CODES = {"zh": "zh-hans", "en": "en"}


def wrong_lines(stage: Stage, cases: list[Case]) -> list[str]:
    """`name: what is wrong` for every line that does not hold."""
    found: list[str] = []
    before = everything(stage.files)
    for case in cases:
        for language in LANGUAGES:
            with clock.frozen(stage.now + case.later):
                answer = ask(stage, case, language)
            after = everything(stage.files)
            wrong = [*_wrong(case, answer, language), *_traces(answer, before, after)]
            found += [f"{case.name}: {each}" for each in wrong]
            before = after
    return found


def _wrong(case: Case, answer: Answer, language: str) -> Iterator[str]:
    if answer.said != case.says:
        yield f"said {answer.said}, expected {case.says}"
    yield from _unclear(case, answer, language)


def _traces(answer: Answer, before: Everything, after: Everything) -> Iterator[str]:
    outcome, _, code = answer.said.partition(" ")
    counted = code in COUNTED
    sent = {"outcome": outcome, "code": code} if outcome in OUTCOMES or counted else {}
    changed = changes(before, after, **sent)
    if changed:
        yield f"changed {changed}"


def _has_texts(case: Case) -> bool:
    return case.word.isdigit() and int(case.word) >= 400


def _unclear(case: Case, answer: Answer, language: str) -> Iterator[str]:
    """What a reader of this language would stumble over."""
    if case.word in OUTCOMES:
        yield from _unclear_outcome(answer, language)
        return
    if not _has_texts(case):
        return
    if answer.problem is None:
        yield f"nothing is told in {language}"
        return
    if answer.content_type not in {"", CONTENT_TYPE}:
        yield f"told as {answer.content_type}"
    if str(answer.problem.get("status")) != case.word:
        yield f"the problem says {answer.problem.get('status')}"
    yield from _unclear_texts(answer.problem, language)


def _unclear_outcome(answer: Answer, language: str) -> Iterator[str]:
    """An outcome carries a code; its words are those of the catalog and need no params."""
    code = answer.said.partition(" ")[2]
    if code:
        with translation.override(_CODES[language]):
            yield from _unclear_texts(problem_body(Problem(code)), language)


def _unclear_texts(problem: Mapping[str, Any], language: str) -> Iterator[str]:
    title, detail = problem.get("title", ""), problem.get("detail", "")
    for name, text in (("title", title), ("detail", detail)):
        if not text.strip() or text.startswith("problem."):
            yield f"no {name} in {language}"
        elif bool(_HAN.search(text)) != (language == "zh"):
            yield f"the {name} is not in {language}: {text}"
        elif _UNFILLED.search(text):
            yield f"a place is not filled in {language}: {text}"
    if detail and detail[-1] not in _ENDS[language]:
        yield f"no sentence in {language}: {detail}"
