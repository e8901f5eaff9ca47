"""The toolbox, and the open lists of trainings."""
from django.urls import path

from trainings.urls.base import TAB
from trainings.views import resources, toolbox, vocabulary

OWN = f"{TAB}toolbox/"

patterns = [
    path("toolbox/", toolbox.ResourceListPage.as_view(), name="resource-list"),
    path("toolbox/<id:pk>/", toolbox.ResourceDetail.as_view(), name="resource-detail"),
    path(f"{OWN}new/", resources.ResourceCreate.as_view(), name="resource-create"),
    path(f"{OWN}<id:pk>/edit/", resources.ResourceEdit.as_view(), name="resource-edit"),
    path(f"{OWN}<id:pk>/publish/", resources.ResourcePublish.as_view(), name="resource-publish"),
    path(f"{OWN}<id:pk>/withdraw/", resources.ResourceWithdraw.as_view(), name="resource-withdraw"),
    path(f"{OWN}<id:pk>/archive/", resources.ResourceArchive.as_view(), name="resource-archive"),
    path(f"{OWN}<id:pk>/restore/", resources.ResourceRestore.as_view(), name="resource-restore"),
    path("lists/materials/", vocabulary.ResourceKindList.as_view(), name="resourcekind-list"),
    path("lists/materials/new/", vocabulary.ResourceKindCreate.as_view(), name="resourcekind-create"),
    path("lists/roles/", vocabulary.ParticipantRoleList.as_view(), name="participantrole-list"),
    path("lists/roles/new/", vocabulary.ParticipantRoleCreate.as_view(), name="participantrole-create"),
]
