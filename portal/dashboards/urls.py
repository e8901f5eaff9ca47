"""The map of the dashboards."""
from django.urls import path

from portal.dashboards import views

app_name = "dashboards"
urlpatterns = [
    path("home/", views.HomePage.as_view(), name="home"),
    path("projects/<slug:slug>/overview/", views.OverviewPage.as_view(), name="overview"),
]
