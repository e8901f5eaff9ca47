"""Training programmes, events made in one go, and what an event has besides its days."""
from django.urls import path

from trainings.urls.base import OF_EVENT, ONE, TAB
from trainings.views import agenda, planning, programme, report, shares

PROGRAMMES = f"{TAB}programmes/"
AGENDA, SHARES = f"{OF_EVENT}agenda/", f"{OF_EVENT}shares/"

patterns = [
    path(PROGRAMMES, programme.ProgrammeList.as_view(), name="trainingprogramme-list"),
    path(f"{PROGRAMMES}new/", programme.ProgrammeCreate.as_view(), name="trainingprogramme-create"),
    path(f"{PROGRAMMES}<id:pk>/", programme.ProgrammeDetail.as_view(), name="trainingprogramme-detail"),
    path(f"{PROGRAMMES}<id:pk>/edit/", programme.ProgrammeEdit.as_view(), name="trainingprogramme-edit"),
    path(f"{PROGRAMMES}<id:pk>/archive/", programme.ProgrammeArchive.as_view(), name="trainingprogramme-archive"),
    path(f"{PROGRAMMES}<id:pk>/restore/", programme.ProgrammeRestore.as_view(), name="trainingprogramme-restore"),
    path(f"{TAB}quick/", planning.QuickEvent.as_view(), name="event-quick"),
    path(f"{TAB}series/", planning.SeriesCreate.as_view(), name="event-series"),
    path(f"{TAB}clashes/", planning.EventClashes.as_view(), name="event-clashes"),
    path(f"{ONE}copy/", planning.EventCopy.as_view(), name="event-copy"),
    path(f"{ONE}needs/", programme.EventNeeds.as_view(), name="event-needs"),
    path(f"{AGENDA}new/", agenda.AgendaCreate.as_view(), name="agendaitem-create"),
    path(f"{AGENDA}paste/", agenda.AgendaPaste.as_view(), name="agendaitem-paste"),
    path(f"{AGENDA}<id:pk>/edit/", agenda.AgendaEdit.as_view(), name="agendaitem-edit"),
    path(f"{AGENDA}<id:pk>/remove/", agenda.AgendaRemove.as_view(), name="agendaitem-remove"),
    path("events/<id:pk>/agenda/", agenda.AgendaPrint.as_view(), name="agenda-print"),
    path(f"{ONE}agenda.pdf", agenda.AgendaPdf.as_view(), name="agenda-pdf"),
    path(f"{SHARES}new/", shares.ShareCreate.as_view(), name="eventshare-create"),
    path(f"{SHARES}<id:pk>/edit/", shares.ShareEdit.as_view(), name="eventshare-edit"),
    path(f"{SHARES}<id:pk>/remove/", shares.ShareRemove.as_view(), name="eventshare-remove"),
    path(f"{OF_EVENT}report/edit/", report.ReportEdit.as_view(), name="eventreport-edit"),
]
