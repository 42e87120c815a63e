"""Harm at the worst moments: a worker that stops or dies exactly where it would matter."""

import os
import random
import signal
from collections.abc import Callable
from typing import Any

from core.jobs import worker
from core.services import notices


def freeze_after(function: Callable[..., Any], share: float) -> Callable[..., Any]:
    """Now and then the process stops after the call; the storm wakes it when its lease is over."""

    def harmed(*args: Any, **kwargs: Any) -> Any:
        answer = function(*args, **kwargs)
        if answer is not None and random.random() < share:
            os.kill(os.getpid(), signal.SIGSTOP)
        return answer

    return harmed


def die_before(function: Callable[..., Any], share: float) -> Callable[..., Any]:
    """Now and then the process dies before the call."""

    def harmed(*args: Any, **kwargs: Any) -> Any:
        if random.random() < share:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*args, **kwargs)

    return harmed


def aim(*, seed: int, share: float) -> None:
    """Harm this process: between claim and work, between work and end, between mail and end."""
    random.seed(seed)
    # Whatever stands there by now: a mutant may have taken the place.
    for name, harm in (("run_claim", freeze_after), ("run_done", die_before)):
        setattr(worker, name, harm(getattr(worker, name), share))
    notices._end = die_before(notices._end, share)
