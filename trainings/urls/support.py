"""Support of communities and its log."""
from django.urls import path

from trainings.urls.base import TAB
from trainings.views import records, support

SUPPORT = f"{TAB}support/"
LOG = f"{SUPPORT}<id:supportassignment_pk>/log/"

patterns = [
    path("events/support/log/", records.SupportEntryListPage.as_view(), name="supportentry-list"),
    path("events/support/", records.SupportListPage.as_view(), name="supportassignment-list"),
    path(f"{SUPPORT}new/", support.SupportCreate.as_view(), name="supportassignment-create"),
    path(f"{SUPPORT}<id:pk>/", support.SupportDetail.as_view(), name="supportassignment-detail"),
    path(f"{SUPPORT}<id:pk>/extend/", support.SupportExtend.as_view(), name="supportassignment-extend"),
    path(f"{LOG}new/", support.EntryCreate.as_view(), name="supportentry-create"),
    path(f"{LOG}<id:pk>/edit/", support.EntryEdit.as_view(), name="supportentry-edit"),
    path(f"{LOG}<id:pk>/remove/", support.EntryRemove.as_view(), name="supportentry-remove"),
    path(f"{SUPPORT}<id:pk>/edit/", support.SupportEdit.as_view(), name="supportassignment-edit"),
    path(f"{SUPPORT}<id:pk>/complete/", support.SupportComplete.as_view(), name="supportassignment-complete"),
]
