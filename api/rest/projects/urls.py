"""Where projects are."""

from django.urls import path

from api.rest.projects.views import Checks, Moves, OneProject, Projects

urlpatterns = [
    path("projects", Projects.as_view(), name="projects"),
    path("projects/<uuid:project_id>", OneProject.as_view(), name="project"),
    path("projects/<uuid:project_id>/checks/<slug:code>", Checks.as_view(), name="project-check"),
    path("projects/<uuid:project_id>/moves", Moves.as_view(), name="project-moves"),
]
