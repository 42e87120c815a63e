"""Read and write frames."""

import re
from typing import Any, TypeVar
from uuid import UUID

import msgspec
import orjson
from django.utils import translation

from api.live.schema import Closed, FrameId
from api.problems import problem_body
from core.errors import Problem

Shape = TypeVar("Shape", bound=Closed)
_PATH = re.compile(r" - at `\$\.?(?P<path>[^`]*)`$")
_UNKNOWN = re.compile(r"unknown field `(?P<name>[^`]*)`")
_NUMBER_FOR_TEXT = re.compile(r"Expected `str( \| null)?`, got `(int|float)`")


def shaped(content: Any, shape: type[Shape], prefix: str = "") -> Shape:
    """`content` as the shape. Raises field_unknown, number_not_text or field_invalid."""
    try:
        return msgspec.convert(content, shape)
    except msgspec.ValidationError as error:
        raise _problem(str(error), prefix) from error


def _problem(message: str, prefix: str) -> Problem:
    at = _PATH.search(message)
    path = prefix + (at["path"].replace("[", ".").replace("]", "") if at else "")
    unknown = _UNKNOWN.search(message)
    if unknown:
        name = f"{path}.{unknown['name']}".lstrip(".")
        return Problem("field_unknown", fields={name: ["unknown"]})
    number = path.rpartition(".")[2] == "value" and _NUMBER_FOR_TEXT.match(message)
    return Problem(
        "number_not_text" if number else "field_invalid", fields={path or "non_field": ["invalid"]}
    )


class _Named(msgspec.Struct):
    id: FrameId | None = None


def frame_id(data: bytes) -> str | int | None:
    """The id of a frame that may be wrong in any other way."""
    try:
        return msgspec.json.decode(data, type=_Named).id
    except msgspec.DecodeError:
        return None


def frame(
    kind: str,
    body: Any = None,
    *,
    reply_to: str | int | None = None,
    room: UUID | None = None,
    version: int | None = None,
) -> str:
    """A server frame as text."""
    content: dict[str, Any] = {"t": kind}
    if reply_to is not None:
        content["id"] = reply_to
    if room is not None:
        content["room"] = str(room)
    if version is not None:
        content["v"] = version
    if body is not None:
        content["body"] = body
    return orjson.dumps(content).decode()


def refused(problem: Problem, language: str, reply_to: str | int | None = None) -> str:
    """A `refused` frame in the reader's language."""
    with translation.override(language):
        return frame("refused", {"problem": problem_body(problem)}, reply_to=reply_to)
