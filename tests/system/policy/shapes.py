"""Field sets: exactly which keys an answer has, as deep as they are written down.

`"id, team{id, name}, title"`: a name alone says nothing of what is inside; braces say the exact
keys of an object, or of every item of a list. `...row` takes over the field set `row`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

Shape = dict[str, Any]
_WORD = re.compile(r"\s*(\.\.\.\w+|\w+|[{},])")


def shapes_parse(said: Mapping[str, str]) -> dict[str, Shape]:
    """The field sets of a file, in order; a later one may take over an earlier."""
    found: dict[str, Shape] = {}
    for name, text in said.items():
        words = iter(_words(text))
        found[name] = _keys(words, found)
        if list(words):
            raise ValueError(f"field set {name}: a brace too many")
    return found


def _words(text: str) -> list[str]:
    words = _WORD.findall(text)
    if re.sub(r"\s", "", text) != "".join(words):
        raise ValueError(f"cannot read the field set {text!r}")
    return words


def _keys(words: Iterator[str], known: Mapping[str, Shape]) -> Shape:
    keys: Shape = {}
    last = ""
    for word in words:
        if word == "}":
            break
        if word == "{":
            keys[last] = _keys(words, known)
        elif word.startswith("..."):
            keys.update(known[word[3:]])
        elif word != ",":
            keys[word], last = None, word
    return keys


def shape_difference(said: Shape, got: Any, where: str = "") -> str:
    """What of the answer is not as the field set says; empty when it is exactly so.

    A list is a page of rows: each is compared, and the empty set stands for no row at all.
    """
    if isinstance(got, dict) and set(got) == {"next", "previous", "results"}:
        got = got["results"]
    if got is None or got == []:
        return "" if where or not said else "said fields, got none"
    if isinstance(got, list):
        found = (shape_difference(said, item, where or "*") for item in got)
        return next((each for each in found if each), "")
    if not isinstance(got, dict):
        return f"{where}: said fields, got {type(got).__name__}"
    more, less = sorted(set(got) - set(said)), sorted(set(said) - set(got))
    if more or less:
        return f"{where or 'answer'}: more {more}, less {less}"
    inner = (
        shape_difference(shape, got[key], f"{where}.{key}".lstrip("."))
        for key, shape in said.items()
        if shape is not None
    )
    return next((each for each in inner if each), "")
