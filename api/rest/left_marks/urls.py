"""Where a replaced tablet hands over, and where its judge finds what it had."""

from django.urls import path

from api.rest.left_marks.views import HandOver, LeftMarks, LeftMarksOffered

urlpatterns = [
    path("devices/left-marks", HandOver.as_view(), name="device-left-marks"),
    path("judge/left-marks", LeftMarks.as_view(), name="judge-left-marks"),
    path("judge/left-marks/offered", LeftMarksOffered.as_view(), name="judge-left-marks-offered"),
]
