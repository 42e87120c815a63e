"""What a text that is no YAML has wrong, as codes that have a sentence in each language."""

from typing import Final

# What the parser says, and what writers of rulebooks did most likely.
_SAID: Final = (
    ("mapping values are not allowed", "text_colon"),
    ("'<scalar>'", "text_quotes_within"),
    ("expected ',' or", "text_brackets"),
    ("expected the node content", "text_brackets"),
    ("cannot start any token", "text_sign"),
    ("found unexpected end of stream", "text_quote_open"),
    ("found unexpected document separator", "text_quote_open"),
    ("could not find expected ':'", "text_no_colon"),
    ("expected <block end>", "text_indent"),
    ("special characters are not allowed", "text_unseen"),
)
PROBLEMS: Final = tuple(dict.fromkeys(code for _, code in _SAID))


def problem_code(problem: str) -> str:
    """The code of a parser's message; ``text_syntax`` for one that is not known."""
    return next((code for said, code in _SAID if said in problem), "text_syntax")
