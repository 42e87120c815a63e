"""Where the desk at the door writes."""

from django.urls import path

from api.rest.door.views import DoorSteps

urlpatterns = [path("slots/<uuid:slot_id>/door", DoorSteps.as_view(), name="slot-door")]
