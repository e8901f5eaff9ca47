"""The map of the pages for everybody."""
from django.urls import path

from portal.site import views

app_name = "site"
urlpatterns = [
    path("", views.FrontPage.as_view(), name="home"),
    path("projects/<slug:slug>/", views.ProjectPage.as_view(), name="project-detail"),
]
