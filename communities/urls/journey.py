"""The journey of a project's communities."""
from django.urls import path

from communities.urls.base import IN_PROJECT
from communities.views import journey

patterns = [path(f"{IN_PROJECT}journey/", journey.ProjectJourney.as_view(), name="project-journey")]
