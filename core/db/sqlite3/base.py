"""Django's SQLite backend with a turnstile before every transaction."""

from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from core.db.sqlite3.turnstile import Turnstile


class DatabaseWrapper(base.DatabaseWrapper):
    """Takes the turn before BEGIN IMMEDIATE and gives it up after the end, however it ends."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turnstile: Turnstile | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._enter()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._leave()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._leave()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._leave()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._leave()

    def _enter(self) -> None:
        name = str(self.settings_dict["NAME"])
        if self.is_in_memory_db():
            return
        timeout = float(self.settings_dict.get("OPTIONS", {}).get("timeout", 5))
        self._turnstile = Turnstile(f"{name}.lock")
        if not self._turnstile.enter(timeout):
            self._turnstile = None
            raise OperationalError("database is locked: no turn to write")

    def _leave(self) -> None:
        if self._turnstile is not None:
            self._turnstile.leave()
            self._turnstile = None
