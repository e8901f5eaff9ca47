"""Attendance: the list of a day, its sheet and its code, certificates, thanks, and the pages for phones."""
from django.urls import path

from trainings.urls.base import OF_EVENT, ONE
from trainings.views import attendance, checkin, papers

DAY = f"{OF_EVENT}days/<id:eventday_pk>/"
SCANS = f"{OF_EVENT}scans/<id:pk>/"
OWN = "r/<str:token>/"

patterns = [
    path(f"{DAY}attendance/", attendance.AttendanceEdit.as_view(), name="attendance-edit"),
    path(f"{DAY}sheet/", papers.AttendanceSheet.as_view(), name="attendance-sheet"),
    path(f"{DAY}code/", checkin.CheckInCode.as_view(), name="checkin-code"),
    path(f"{DAY}scans/new/", attendance.SheetCreate.as_view(), name="signedsheet-create"),
    path(f"{SCANS}edit/", attendance.SheetEdit.as_view(), name="signedsheet-edit"),
    path(f"{SCANS}download/", attendance.SheetDownload.as_view(), name="signedsheet-download"),
    path(f"{OF_EVENT}attendance/", attendance.AttendanceList.as_view(), name="attendance-list"),
    path(f"{OF_EVENT}certificates/", papers.CertificatePage.as_view(), name="certificate-all"),
    path(f"{OF_EVENT}certificates/<id:person_pk>/", papers.CertificatePage.as_view(), name="certificate"),
    path(f"{ONE}thank/", attendance.EventThank.as_view(), name="event-thank"),
    path("checkin/own/<str:token>/", checkin.CheckInOwn.as_view(), name="checkin-own"),
    path("checkin/<str:token>/", checkin.CheckIn.as_view(), name="checkin"),
    path(f"{OWN}came/", papers.OwnAfterwards.as_view(), name="registration-own-came"),
    path(f"{OWN}certificate/", papers.OwnCertificate.as_view(), name="registration-own-certificate"),
    path(f"{OWN}materials/<id:evidenceitem_pk>/", papers.OwnMaterial.as_view(), name="registration-own-material"),
]
