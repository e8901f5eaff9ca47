"""Signing up: from outside, by private link, and by those who keep the list."""
from django.urls import path

from trainings.urls.base import OF_EVENT, TAB
from trainings.views import consents, own, registrations, signup

OWN = "r/<str:token>/"

PEOPLE = f"{OF_EVENT}people/"
IN = "events/<id:event_pk>/signup/"

patterns = [
    path(IN, signup.SignupPage.as_view(), name="signup"),
    path(f"{IN}done/", signup.SignupDone.as_view(), name="signup-done"),
    path(OWN, own.OwnPage.as_view(), name="registration-own"),
    path(f"{OWN}edit/", own.OwnEdit.as_view(), name="registration-own-edit"),
    path(f"{OWN}consents/", own.OwnConsents.as_view(), name="registration-own-consents"),
    path(f"{OWN}cancel/", own.OwnCancel.as_view(), name="registration-own-cancel"),
    path(f"{OWN}calendar/", own.OwnCalendar.as_view(), name="registration-own-calendar"),
    path(f"{OF_EVENT}signup/new/", registrations.SignupCreate.as_view(), name="signup-create"),
    path(f"{OF_EVENT}signup/edit/", registrations.SignupEdit.as_view(), name="signup-edit"),
    path(PEOPLE, registrations.RegistrationList.as_view(), name="registration-list"),
    path(f"{PEOPLE}new/", registrations.RegistrationCreate.as_view(), name="registration-create"),
    path(f"{PEOPLE}paste/", registrations.RegistrationPaste.as_view(), name="registration-paste"),
    path(f"{PEOPLE}tell/", registrations.RegistrationTell.as_view(), name="registration-tell"),
    path(f"{PEOPLE}needs/", registrations.SpecialNeedsList.as_view(), name="specialneeds-list"),
    path(f"{PEOPLE}<id:pk>/", registrations.RegistrationDetail.as_view(), name="registration-detail"),
    path(f"{PEOPLE}<id:pk>/cancel/", registrations.RegistrationCancel.as_view(), name="registration-cancel"),
    path(f"{PEOPLE}<id:pk>/promote/", registrations.RegistrationPromote.as_view(), name="registration-promote"),
    path(f"{TAB}consents/", consents.ConsentTextList.as_view(), name="consenttext-list"),
    path(f"{TAB}consents/new/", consents.ConsentTextCreate.as_view(), name="consenttext-create"),
]
