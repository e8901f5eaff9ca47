"""The map of `projects`."""

app_name = "projects"
urlpatterns = []
