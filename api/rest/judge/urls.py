"""Where a judge works."""

from django.urls import path

from api.rest.judge.views import Conflicts, Queue, Recusals, SignNda

urlpatterns = [
    path("judge/queue", Queue.as_view(), name="judge-queue"),
    path("judge/nda", SignNda.as_view(), name="judge-nda"),
    path("judge/conflicts", Conflicts.as_view(), name="judge-conflicts"),
    path("judge/recusals", Recusals.as_view(), name="judge-recusals"),
]
