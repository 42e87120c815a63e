"""Where the stages are."""

from django.urls import path

from api.rest.stages.views import Stages

urlpatterns = [path("pipeline/stages", Stages.as_view(), name="stages")]
