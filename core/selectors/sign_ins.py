"""Where an account is signed in at the moment."""

from datetime import datetime

from django.contrib.sessions.models import Session

from core.models import SignIn


def sign_ins_of(*, account_id: int, at: datetime) -> list[SignIn]:
    """The account's live sign-ins, the latest seen first."""
    own = list(SignIn.objects.filter(account_id=account_id).order_by("-seen_at", "-pk"))
    keys = [each.session_key for each in own]
    live = Session.objects.filter(session_key__in=keys, expire_date__gt=at)
    alive = set(live.values_list("session_key", flat=True))
    return [each for each in own if each.session_key in alive]
