"""The plain http door of `up --lan`: installing the root, and the basic card for who cannot."""

from django.urls import path

from api.pages.basic.urls import urlpatterns as basic
from api.pages.views import lan
from api.rest.files.downloads import file_download
from config.bare_urls import INSTALLING

handler404 = "api.pages.views.lan.elsewhere"

urlpatterns = [
    *INSTALLING,
    *basic,
    # A team's files, for the judge whose session stands at this door.
    path("files/<uuid:file_id>", file_download, name="file"),
    path("judge", lan.basic_lead, name="plain-judge"),
    path("join", lan.basic_lead, name="plain-join"),
    path("join/<str:token>", lan.basic_lead, name="plain-link"),
]
