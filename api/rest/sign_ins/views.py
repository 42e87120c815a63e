"""Where one is signed in, and the end of it. A judge's link has no part in it."""

from typing import cast
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.rest.sign_ins.serializers import Ended, SignInsBody, sign_in_body
from api.serializers import Nothing
from api.views import View
from core.errors import Problem
from core.models import Account
from core.selectors.sign_ins import sign_ins_of
from core.services.sign_ins import sign_in_end, sign_ins_end


class _OwnView(View):
    @property
    def account(self) -> Account:
        """The account whose person proved who they are. Raises sign_in_required."""
        if self.viewer.member_id is None:
            raise Problem("sign_in_required")
        return cast("Account", self.request.user)

    @property
    def key(self) -> str:
        """The session that asks."""
        return self.http.session.session_key or ""


class SignIns(_OwnView):
    """The list."""

    @extend_schema(operation_id="sign_ins", responses=SignInsBody)
    def get(self, request: Request) -> Response:
        """Every browser in which the account is signed in, the latest seen first."""
        rows = sign_ins_of(account_id=self.account.pk, at=self.at)
        return Response({"results": [sign_in_body(row, key=self.key) for row in rows]})


class OneSignIn(_OwnView):
    """One browser."""

    @extend_schema(operation_id="sign_in_end", responses={204: None})
    def delete(self, request: Request, sign_in_id: UUID) -> Response:
        """Sign it out; its sockets close within a second."""
        sign_in_end(account=self.account, uid=sign_in_id)
        return Response(status=204)


class EndOthers(_OwnView):
    """Everywhere else."""

    @extend_schema(operation_id="sign_ins_end_others", request=Nothing, responses=Ended)
    def post(self, request: Request) -> Response:
        """Sign out every other browser."""
        account = self.account
        self.read(Nothing)
        return Response({"ended": sign_ins_end(account=account, but=self.key)})
