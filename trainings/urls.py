"""The map of `trainings`."""

app_name = "trainings"
urlpatterns = []
