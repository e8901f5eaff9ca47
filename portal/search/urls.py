"""The map of the search."""
from django.urls import path

from portal.search import views

app_name = "search"
urlpatterns = [
    path("search/", views.SearchPage.as_view(), name="search"),
    path("glossary/", views.GlossaryPage.as_view(), name="glossary"),
]
