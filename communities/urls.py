"""The map of `communities`."""

app_name = "communities"
urlpatterns = []
