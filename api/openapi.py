"""The schema says what can go wrong, and which command needs a key to be sent once."""

from typing import Any

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from rest_framework import serializers

from api.once import HEADER, KEY, needs_key

_KEY_PARAMETER = {
    "in": "header",
    "name": HEADER,
    "required": True,
    "schema": {"type": "string", "pattern": f"^{KEY.pattern}$"},
    "description": "One key per action; the same key again has no second effect.",
}


class ProblemField(serializers.Serializer[Any]):
    """`application/problem+json`."""

    code = serializers.CharField()
    status = serializers.IntegerField()
    title = serializers.CharField()
    detail = serializers.CharField()
    params = serializers.DictField(child=serializers.CharField())
    fields_ = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """`fields` is taken by the base class, so it is named here."""
        declared = super().get_fields()
        declared["fields"] = declared.pop("fields_")
        return declared


class ProblemSchema(AutoSchema):
    """Adds the problem answer to each operation, and the key's header where it is required."""

    def get_operation(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        """The operation with its `default` problem response."""
        operation = super().get_operation(*args, **kwargs)
        if operation is not None:
            if self.method == "POST" and needs_key(getattr(self.view, "post", None)):
                operation.setdefault("parameters", []).append(_KEY_PARAMETER)
            component = self.resolve_serializer(ProblemField(), "response")
            operation["responses"]["default"] = {
                "description": "Problem",
                "content": {"application/problem+json": {"schema": component.ref}},
            }
        return operation


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call] # theirs
    """How the schema names our session cookie."""

    target_class = "api.auth.SessionWithProblems"
    name = "session"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        """The cookie that carries the session."""
        return {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME}
