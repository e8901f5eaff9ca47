"""The map of the attic's `dashboards`."""

app_name = "dashboards"
urlpatterns = []
