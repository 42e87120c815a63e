"""Where slots are."""

from django.urls import path

from api.rest.slots.views import SlotCommands

urlpatterns = [
    path("slots/<uuid:slot_id>/commands", SlotCommands.as_view(), name="slot-commands"),
]
