"""Communities and what they take part in."""
from django.urls import path

from communities.urls.base import IN_PROJECT
from communities.views import communities, enrolment_list, enrolments, imports, registry

patterns = [
    *imports.RegistryImport.paths("communities/import/", "registry-import"),
    *imports.ProjectImport.paths(f"{IN_PROJECT}import/", "community-import"),
    path("communities/", registry.CommunityListPage.as_view(), name="community-list"),
    path("communities/new/", communities.CommunityCreatePage.as_view(), name="community-create"),
    path("communities/<id:pk>/", communities.CommunityDetailPage.as_view(), name="community-detail"),
    path("communities/<id:pk>/edit/", communities.CommunityEditPage.as_view(), name="community-edit"),
    path("communities/<id:pk>/archive/", communities.CommunityArchivePage.as_view(), name="community-archive"),
    path("communities/<id:pk>/restore/", communities.CommunityRestorePage.as_view(), name="community-restore"),
    path(IN_PROJECT, enrolments.ProjectCommunities.as_view(), name="project-communities"),
    path(f"{IN_PROJECT}enrolments/", enrolment_list.EnrolmentListPage.as_view(), name="enrolment-list"),
    path(f"{IN_PROJECT}new/", enrolments.EnrolmentCreate.as_view(), name="enrolment-create"),
    path(f"{IN_PROJECT}<id:pk>/", enrolments.EnrolmentDetail.as_view(), name="enrolment-detail"),
    path(f"{IN_PROJECT}<id:pk>/edit/", enrolments.EnrolmentEdit.as_view(), name="enrolment-edit"),
    path(f"{IN_PROJECT}<id:pk>/decide/", enrolments.EnrolmentDecide.as_view(), name="enrolment-decide"),
    path(f"{IN_PROJECT}<id:pk>/extend/", enrolments.EnrolmentExtend.as_view(), name="enrolment-extend"),
]
