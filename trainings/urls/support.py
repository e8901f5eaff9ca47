"""Support of communities and its log."""
from django.urls import path

from trainings.urls.base import TAB
from trainings.views import records, support, support_tab

SUPPORT = f"{TAB}support/"
LOG = f"{SUPPORT}<id:supportassignment_pk>/log/"
OUTCOME = f"{SUPPORT}<id:supportassignment_pk>/outcome/"

patterns = [
    path("events/support/log/", records.SupportEntryListPage.as_view(), name="supportentry-list"),
    path("events/support/", records.SupportListPage.as_view(), name="supportassignment-list"),
    path(SUPPORT, support_tab.ProjectSupport.as_view(), name="project-support"),
    path(f"{SUPPORT}ratio/", support_tab.SupportRatio.as_view(), name="support-ratio"),
    path(f"{SUPPORT}hours/", support_tab.Timesheet.as_view(), name="support-timesheet"),
    path(f"{SUPPORT}dialogues/", support_tab.DialogueList.as_view(), name="dialogue-list"),
    path(f"{SUPPORT}dialogues/new/", support_tab.DialogueCreate.as_view(), name="dialogue-create"),
    path(f"{SUPPORT}new/", support.SupportCreate.as_view(), name="supportassignment-create"),
    path(f"{SUPPORT}<id:pk>/", support.SupportDetail.as_view(), name="supportassignment-detail"),
    path(f"{SUPPORT}<id:pk>/extend/", support.SupportExtend.as_view(), name="supportassignment-extend"),
    path(f"{LOG}new/", support.EntryCreate.as_view(), name="supportentry-create"),
    path(f"{LOG}<id:pk>/edit/", support.EntryEdit.as_view(), name="supportentry-edit"),
    path(f"{LOG}<id:pk>/remove/", support.EntryRemove.as_view(), name="supportentry-remove"),
    path(f"{OUTCOME}new/", support.OutcomeCreate.as_view(), name="supportoutcome-create"),
    path(f"{OUTCOME}<id:pk>/edit/", support.OutcomeEdit.as_view(), name="supportoutcome-edit"),
    path(f"{SUPPORT}<id:pk>/edit/", support.SupportEdit.as_view(), name="supportassignment-edit"),
    path(f"{SUPPORT}<id:pk>/complete/", support.SupportComplete.as_view(), name="supportassignment-complete"),
]
