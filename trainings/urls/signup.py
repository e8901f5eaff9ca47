"""Signing up: from outside, by private link, and by those who keep the list."""
from django.urls import path

from trainings.views import own

OWN = "r/<str:token>/"

patterns = [
    path(OWN, own.OwnPage.as_view(), name="registration-own"),
    path(f"{OWN}edit/", own.OwnEdit.as_view(), name="registration-own-edit"),
    path(f"{OWN}consents/", own.OwnConsents.as_view(), name="registration-own-consents"),
    path(f"{OWN}cancel/", own.OwnCancel.as_view(), name="registration-own-cancel"),
    path(f"{OWN}calendar/", own.OwnCalendar.as_view(), name="registration-own-calendar"),
]
