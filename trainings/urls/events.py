"""Events, their days and destinations."""
from django.urls import path

from trainings.urls.base import OF_EVENT, ONE, TAB
from trainings.views import event, records, workspace

DAYS = f"{OF_EVENT}days/"
PLACES = f"{TAB}destinations/"

patterns = [
    path("events/days/", records.EventDayListPage.as_view(), name="eventday-list"),
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
]
