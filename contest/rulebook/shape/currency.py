"""A currency: a kind of its own, for its words are too many to be listed in sentences."""

from typing import Any

from contest.rulebook.shape.kind import Definitions, Kind, Schema
from contest.rulebook.shape.look import Look, near
from core.currencies import CURRENCIES


class Currency(Kind):
    """The code of a currency, ISO 4217."""

    def schema(self, definitions: Definitions) -> Schema:
        """An enumeration of the codes."""
        return {"enum": list(CURRENCIES)}

    def look(self, value: object, path: str, look: Look) -> None:
        """No text, or no code."""
        if not isinstance(value, str):
            look.found(path, "type_wrong", expected="word")
        elif value not in CURRENCIES:
            same = value.upper() in CURRENCIES
            alike = value.upper() if same else near(value, CURRENCIES)["nearest"] or "CNY"
            look.found(path, "currency_unknown", value=value, nearest=alike.partition(",")[0])

    def read(self, value: Any) -> str:
        """The code."""
        return str(value)
