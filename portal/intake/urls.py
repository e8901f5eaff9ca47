"""The map of beginning a project. Addresses: /new/, because /projects/new/ is the empty form."""

from django.urls import path

from portal.intake import views

app_name = "intake"
urlpatterns = [
    path("new/", views.Start.as_view(), name="start"),
    path("new/text/", views.FromText.as_view(), name="draft-create"),
    path("new/template/", views.FromTemplate.as_view(), name="draft-template"),
    path("new/<id:pk>/", views.Review.as_view(), name="draft-review"),
    path("new/<id:pk>/made/", views.Result.as_view(), name="draft-result"),
    path("new/<id:pk>/remove/", views.Remove.as_view(), name="draft-remove"),
]
