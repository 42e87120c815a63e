"""An authenticator app (RFC 6238), as on the phone of whoever publishes."""

import asyncio
import base64
import hashlib
import hmac
import struct
import sys
import time
from dataclasses import dataclass, field

PERIOD_S = 30
# The server takes the code of the period before and after its own too.
_NEIGHBOURS = (0, 1, -1)


def code_at(secret: str, counter: int) -> str:
    """The six digits of a period; `counter` is whole periods since 1970."""
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", counter), hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06d}"


@dataclass
class App:
    """One account's secret. A code counts once, so each is shown once."""

    secret: str
    shown: set[int] = field(default_factory=set)

    async def code(self) -> str:
        """A code that was not shown yet; waits for the next period where there is none."""
        while True:
            now = int(time.time()) // PERIOD_S
            free = [now + step for step in _NEIGHBOURS if now + step not in self.shown]
            if free:
                self.shown.add(free[0])
                return code_at(self.secret, free[0])
            await asyncio.sleep(1)

    @classmethod
    def of(cls, note: str) -> "App":
        """The app of an earlier `note`."""
        secret, *shown = note.split()
        return cls(secret, {int(each) for each in shown})

    @property
    def note(self) -> str:
        """The secret and the periods whose codes were shown last: enough to go on another day."""
        return " ".join([self.secret, *map(str, sorted(self.shown)[-3:])])

    @property
    def address(self) -> str:
        """What a QR code for a phone would say."""
        return f"otpauth://totp/Yisai?secret={self.secret}&issuer=Yisai"


if __name__ == "__main__":
    print(code_at(sys.argv[1], int(time.time()) // PERIOD_S))
