"""The map of `budgets`."""

app_name = "budgets"
urlpatterns = []
