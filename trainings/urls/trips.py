"""Journeys with their stops and logs, person mobilities, lessons."""
from django.urls import path

from trainings.urls.base import TAB
from trainings.views import lessons, mobilities, stops, trip_papers, triplog, trips

TRIPS = f"{TAB}trips/"
STOPS = f"{TRIPS}<id:studytrip_pk>/stops/"
LESSONS = f"{TAB}lessons/"
OWN = "r/<str:token>/log/"

patterns = [
    path(OWN, triplog.LogOwn.as_view(), name="tripnote-own"),
    path(f"{OWN}<id:pk>/", triplog.NoteChange.as_view(), name="tripnote-change"),
    path(f"{OWN}<id:pk>/remove/", triplog.NoteWithdraw.as_view(), name="tripnote-withdraw"),
    path(TRIPS, trips.TripList.as_view(), name="studytrip-list"),
    path(f"{TRIPS}new/", trips.TripCreate.as_view(), name="studytrip-create"),
    path(f"{TRIPS}<id:pk>/", trips.TripDetail.as_view(), name="studytrip-detail"),
    path(f"{TRIPS}<id:pk>/edit/", trips.TripEdit.as_view(), name="studytrip-edit"),
    path(f"{TRIPS}<id:pk>/destination/", trips.TripDestination.as_view(), name="studytrip-destination"),
    path(f"{TRIPS}<id:pk>/print/", trip_papers.TripPrint.as_view(), name="studytrip-print"),
    path(f"{TRIPS}<id:pk>/pdf/", trip_papers.TripPdf.as_view(), name="studytrip-pdf"),
    path(f"{TRIPS}<id:pk>/word/", trip_papers.TripWord.as_view(), name="studytrip-word"),
    path(f"{TRIPS}<id:studytrip_pk>/log/", triplog.NoteList.as_view(), name="tripnote-list"),
    path(f"{STOPS}new/", stops.StopCreate.as_view(), name="tripstop-create"),
    path(f"{STOPS}<id:pk>/edit/", stops.StopEdit.as_view(), name="tripstop-edit"),
    path(f"{STOPS}<id:pk>/remove/", stops.StopRemove.as_view(), name="tripstop-remove"),
    path(f"{STOPS}<id:pk>/seminar/", stops.StopSeminar.as_view(), name="tripstop-seminar"),
    path(f"{TAB}mobilities/", mobilities.MobilityList.as_view(), name="mobility-list"),
    path(LESSONS, lessons.LessonList.as_view(), name="lesson-list"),
    path(f"{LESSONS}new/", lessons.LessonCreate.as_view(), name="lesson-create"),
    path(f"{LESSONS}<id:pk>/", lessons.LessonDetail.as_view(), name="lesson-detail"),
    path(f"{LESSONS}<id:pk>/edit/", lessons.LessonEdit.as_view(), name="lesson-edit"),
    path(f"{LESSONS}<id:pk>/archive/", lessons.LessonArchive.as_view(), name="lesson-archive"),
    path(f"{LESSONS}<id:pk>/restore/", lessons.LessonRestore.as_view(), name="lesson-restore"),
    path(f"{LESSONS}<id:lesson_pk>/checks/<id:pk>/answer/", lessons.CheckAnswer.as_view(), name="lessoncheck-answer"),
]
