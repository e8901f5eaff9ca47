"""The map of `trainings`."""
from django.urls import path

import portal.shared.requests  # noqa: F401 - knows the <id:…> of the paths
from trainings.views import calendar, event, records, support, workspace

app_name = "trainings"

TAB = "projects/<slug:slug>/trainings/"
ONE = f"{TAB}<id:pk>/"
DAYS = f"{TAB}<id:event_pk>/days/"
PLACES = f"{TAB}destinations/"
SUPPORT = f"{TAB}support/"
LOG = f"{SUPPORT}<id:supportassignment_pk>/log/"

urlpatterns = [
    path("calendar/", calendar.EventListPage.as_view(), name="event-list"),
    path("events/days/", records.EventDayListPage.as_view(), name="eventday-list"),
    path("events/support/log/", records.SupportEntryListPage.as_view(), name="supportentry-list"),
    path("events/support/", records.SupportListPage.as_view(), name="supportassignment-list"),
    path("events/<id:pk>/", event.EventDetailPage.as_view(), name="event-detail"),
    path(TAB, workspace.ProjectEvents.as_view(), name="project-events"),
    path(f"{TAB}new/", workspace.EventCreate.as_view(), name="event-create"),
    path(f"{ONE}edit/", workspace.EventEdit.as_view(), name="event-edit"),
    path(f"{ONE}hold/", workspace.EventHold.as_view(), name="event-hold"),
    path(f"{ONE}cancel/", workspace.EventCancel.as_view(), name="event-cancel"),
    path(f"{ONE}postpone/", workspace.EventPostpone.as_view(), name="event-postpone"),
    path(f"{ONE}replan/", workspace.EventReplan.as_view(), name="event-replan"),
    path(f"{ONE}archive/", workspace.EventArchive.as_view(), name="event-archive"),
    path(f"{ONE}restore/", workspace.EventRestore.as_view(), name="event-restore"),
    path(f"{DAYS}new/", workspace.DayCreate.as_view(), name="eventday-create"),
    path(f"{DAYS}<id:pk>/edit/", workspace.DayEdit.as_view(), name="eventday-edit"),
    path(f"{DAYS}<id:pk>/remove/", workspace.DayRemove.as_view(), name="eventday-remove"),
    path(f"{PLACES}new/", workspace.DestinationCreate.as_view(), name="destination-create"),
    path(f"{PLACES}<id:pk>/decide/", workspace.DestinationDecide.as_view(), name="destination-decide"),
    path(f"{PLACES}<id:pk>/edit/", workspace.DestinationEdit.as_view(), name="destination-edit"),
    path(f"{PLACES}<id:pk>/remove/", workspace.DestinationRemove.as_view(), name="destination-remove"),
    path(f"{SUPPORT}new/", support.SupportCreate.as_view(), name="supportassignment-create"),
    path(f"{SUPPORT}<id:pk>/", support.SupportDetail.as_view(), name="supportassignment-detail"),
    path(f"{SUPPORT}<id:pk>/extend/", support.SupportExtend.as_view(), name="supportassignment-extend"),
    path(f"{LOG}new/", support.EntryCreate.as_view(), name="supportentry-create"),
    path(f"{LOG}<id:pk>/edit/", support.EntryEdit.as_view(), name="supportentry-edit"),
    path(f"{LOG}<id:pk>/remove/", support.EntryRemove.as_view(), name="supportentry-remove"),
    path(f"{SUPPORT}<id:pk>/edit/", support.SupportEdit.as_view(), name="supportassignment-edit"),
    path(f"{SUPPORT}<id:pk>/complete/", support.SupportComplete.as_view(), name="supportassignment-complete"),
]
