"""From text to a document and back: YAML or JSON, exact and without surprises.

Of YAML only plain data is allowed: a number with a fraction stays the text
that was typed (``0.5``), dates stay text, nothing but ``true``, ``false`` and
``null`` is a word with a meaning, no key stands twice, nothing is shared by
reference. JSON is JSON, without a key that stands twice; its numbers with a
fraction are kept as such, so that the check can refuse them.
"""

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from contest.rulebook.text_errors import problem_code

if TYPE_CHECKING:
    import yaml

LONGEST: Final = 2_000_000
DEEPEST: Final = 60
_NULL = re.compile(r"^(null|~|)$")
_FLAG = re.compile(r"^(true|false)$")
# Other line ends and signs that cannot be seen: only double quotes keep them.
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_WHOLE = re.compile(r"^-?(0|[1-9][0-9]{0,17})$")


class TextUnreadable(ValueError):
    """Text that is no document: a code, the line (from 1) where it breaks, its column or 0."""

    def __init__(self, code: str, *, line: int, column: int = 0, what: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.line = line
        self.column = column
        self.what = what


def document_read(text: str) -> Any:
    """The document in a text.

    Raises ``TextUnreadable``: ``text_too_long``, ``text_syntax``,
    ``text_key_twice``, ``text_reference`` (an anchor or alias), ``text_tag``,
    ``text_too_deep``, and of what is no YAML ``text_syntax`` or a closer code of
    ``text_errors``.
    """
    import yaml

    if len(text) > LONGEST:
        raise TextUnreadable("text_too_long", line=1, what=str(LONGEST))
    if text.lstrip().startswith("{"):
        try:
            return _json(text)
        except TextUnreadable:
            raise
        except (ValueError, RecursionError):
            pass  # YAML's own form with braces, or broken: YAML says where
    try:
        node = yaml.compose(text, Loader=_loader())
        return None if node is None else _value(node, 0)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (1, 0) if mark is None else (mark.line + 1, mark.column + 1)
        problem = error.problem or ""
        code = problem_code(problem)
        raise TextUnreadable(code, line=line, column=column, what=problem) from error
    except yaml.YAMLError as error:
        # The reader refuses a sign before there is any line.
        line = text.count("\n", 0, getattr(error, "position", 0)) + 1
        reason = str(getattr(error, "reason", ""))
        raise TextUnreadable(problem_code(reason), line=line, what=reason) from error


def _json(text: str) -> Any:
    """A document of JSON; a constant or a number that JSON does not know is an error."""
    found = json.loads(text, object_pairs_hook=_once, parse_constant=_refused)
    _shallow(found, 0)
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError(pairs)
    return found


def _refused(word: str) -> Any:
    raise ValueError(word)


def _shallow(value: Any, depth: int) -> None:
    if depth > DEEPEST:
        raise TextUnreadable("text_too_deep", line=1, what=str(DEEPEST))
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in inner:
        _shallow(each, depth + 1)


def document_write(document: Any) -> str:
    """The document as YAML that ``document_read`` reads back to the same."""
    import yaml

    return yaml.dump(document, Dumper=_dumper(), allow_unicode=True, sort_keys=False, width=100)


@cache
def _loader() -> Any:
    import yaml

    class Plain(yaml.SafeLoader):
        """Composes nodes; anchors are refused before anything grows from them."""

        def compose_node(self, parent: Any, index: Any) -> Any:
            event = self.peek_event()  # type: ignore[no-untyped-call]
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise TextUnreadable("text_reference", line=event.start_mark.line + 1)
            return super().compose_node(parent, index)

    Plain.yaml_implicit_resolvers = {}
    Plain.add_implicit_resolver("tag:yaml.org,2002:null", _NULL, None)
    Plain.add_implicit_resolver("tag:yaml.org,2002:bool", _FLAG, None)
    Plain.add_implicit_resolver("tag:yaml.org,2002:int", _WHOLE, None)
    return Plain


@cache
def _dumper() -> Any:
    import yaml

    class Plain(yaml.SafeDumper):
        """Quotes every text that would be read as something else."""

        def ignore_aliases(self, data: Any) -> bool:
            return True

        def represent_str(self, data: str) -> "yaml.ScalarNode":
            style = '"' if _UNSEEN.search(data) else None
            return self.represent_scalar("tag:yaml.org,2002:str", data, style=style)

    Plain.yaml_implicit_resolvers = {}
    Plain.add_implicit_resolver("tag:yaml.org,2002:null", _NULL, None)
    Plain.add_implicit_resolver("tag:yaml.org,2002:bool", _FLAG, None)
    Plain.add_implicit_resolver("tag:yaml.org,2002:int", _WHOLE, None)
    Plain.add_representer(str, Plain.represent_str)
    return Plain


def _value(node: "yaml.Node", depth: int) -> Any:
    import yaml

    line = node.start_mark.line + 1
    if depth > DEEPEST:
        raise TextUnreadable("text_too_deep", line=line, what=str(DEEPEST))
    if isinstance(node, yaml.SequenceNode):
        _tagged(node, "seq", line)
        return [_value(each, depth + 1) for each in node.value]
    if isinstance(node, yaml.MappingNode):
        _tagged(node, "map", line)
        return _mapping(node, depth)
    return _scalar(node, line)


def _mapping(node: Any, depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        key = key_node.value
        if not isinstance(key, str):
            raise TextUnreadable("text_syntax", line=line, what="key")
        if key in found:
            raise TextUnreadable("text_key_twice", line=line, what=key)
        found[key] = _value(value_node, depth + 1)
    return found


def _tagged(node: Any, tag: str, line: int) -> None:
    if node.tag != f"tag:yaml.org,2002:{tag}":
        raise TextUnreadable("text_tag", line=line, what=node.tag)


def _scalar(node: Any, line: int) -> Any:
    text = str(node.value)
    match node.tag.removeprefix("tag:yaml.org,2002:"):
        case "str":
            return text
        case "null" if _NULL.match(text):
            return None
        case "bool" if _FLAG.match(text):
            return text == "true"
        case "int" if _WHOLE.match(text):
            return int(text)
    raise TextUnreadable("text_tag", line=line, what=node.tag)
