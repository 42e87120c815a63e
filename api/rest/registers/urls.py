"""The registers at the door."""

from django.urls import path

from api.rest.registers.views import End, Lines, Strike

urlpatterns = [
    path("editions/<uuid:edition_id>/registers", Lines.as_view(), name="registers"),
    path("register-lines/<uuid:line_id>/end", End.as_view(), name="register-line-end"),
    path("register-lines/<uuid:line_id>/strike", Strike.as_view(), name="register-line-strike"),
]
