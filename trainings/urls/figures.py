"""The records behind the figures about people."""
from django.urls import path

from trainings.urls.base import TAB
from trainings.views import figures

patterns = [
    path("events/figures/", figures.EventFigures.as_view(), name="event-figures"),
    path(f"{TAB}people/counted/", figures.PersonRecords.as_view(), name="person-records"),
    path(f"{TAB}villages/", figures.VillageList.as_view(), name="village-list"),
]
