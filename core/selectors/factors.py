"""Second factors of accounts: passkeys and authenticator apps. Recovery codes are none."""

from allauth.mfa.models import Authenticator

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_factor(*, account_id: int) -> bool:
    """Whether the account owns a passkey or an authenticator app."""
    found = Authenticator.objects.filter(user_id=account_id, type__in=SECOND_FACTORS)
    return bool(found.exists())


def newest_passkey(*, account_id: int) -> Authenticator | None:
    """The passkey that was added last."""
    own = Authenticator.objects.filter(user_id=account_id, type=Authenticator.Type.WEBAUTHN)
    return own.order_by("pk").last()
