"""The map of the whole portal: every app's own map, under the three languages."""
from django.contrib import admin
from django.urls import path

urlpatterns = [path("admin/", admin.site.urls)]
