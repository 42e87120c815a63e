"""What a kind of proof must look like, where more than words is asked."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Final

# GB 32100: digits and capitals without I, O, S, V, Z; the last one checks the others.
_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE: Final = re.compile(rf"[{_ALPHABET}]{{18}}")


def credit_code_valid(text: str) -> bool:
    """Whether the text is a unified social credit code with a right check character."""
    if not _CODE.fullmatch(text):
        return False
    weighted = sum(
        _ALPHABET.index(character) * pow(3, place, 31) for place, character in enumerate(text[:17])
    )
    return _ALPHABET.index(text[17]) == -weighted % 31


def date_parse(text: str) -> date | None:
    """The day of `YYYY-MM-DD`, or None."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def proof_malformed(
    proof: Mapping[str, str], *, loss_reasons: Collection[str], today: date
) -> list[str]:
    """The kinds whose text is not what the kind asks for; unknown kinds pass as words."""
    rules: dict[str, Callable[[str], bool]] = {
        "credit_code": credit_code_valid,
        "review_date": lambda text: (date_parse(text) or today) > today,
        "loss_reason": lambda text: text in loss_reasons,
    }
    return [kind for kind, text in proof.items() if kind in rules and not rules[kind](text)]
