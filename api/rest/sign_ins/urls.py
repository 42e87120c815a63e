"""Addresses of one's own sign-ins."""

from django.urls import path

from api.rest.sign_ins.views import EndOthers, OneSignIn, SignIns

urlpatterns = [
    path("sign-ins", SignIns.as_view(), name="sign-ins"),
    path("sign-ins/end-others", EndOthers.as_view(), name="sign-ins-end-others"),
    path("sign-ins/<uuid:sign_in_id>", OneSignIn.as_view(), name="sign-in"),
]
