"""The map of the attic's `site`."""

app_name = "site"
urlpatterns = []
