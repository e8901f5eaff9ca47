"""People, each once, and the figures about them."""
from django.urls import path

from trainings.urls.base import TAB
from trainings.views import people_report, person_data, person_import, persons

PEOPLE = f"{TAB}people/"
ONE_PERSON = f"{PEOPLE}<id:pk>/"

patterns = [
    path(PEOPLE, persons.PersonListPage.as_view(), name="person-list"),
    path(f"{PEOPLE}report/", people_report.PeopleReport.as_view(), name="people-report"),
    path(f"{PEOPLE}suggestions/", persons.PersonSuggestions.as_view(), name="person-suggestions"),
    path(f"{PEOPLE}apart/<id:pk>/remove/", persons.ApartRemove.as_view(), name="personapart-remove"),
    *person_import.PersonImport.paths(f"{PEOPLE}import/", "person-import"),
    path(ONE_PERSON, persons.PersonDetail.as_view(), name="person-detail"),
    path(f"{ONE_PERSON}edit/", persons.PersonEdit.as_view(), name="person-edit"),
    path(f"{ONE_PERSON}merge/", persons.PersonMerge.as_view(), name="person-merge"),
    path(f"{ONE_PERSON}separate/", persons.PersonSeparate.as_view(), name="person-separate"),
    path(f"{ONE_PERSON}export/", person_data.PersonExport.as_view(), name="person-export"),
    path(f"{ONE_PERSON}erase/", person_data.PersonErase.as_view(), name="person-erase"),
]
