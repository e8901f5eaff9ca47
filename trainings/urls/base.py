"""The stems of the addresses."""
TAB = "projects/<slug:slug>/trainings/"
ONE = f"{TAB}<id:pk>/"
OF_EVENT = f"{TAB}<id:event_pk>/"
