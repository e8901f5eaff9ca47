"""The map of `projects`. Kinds that need no page of their own are declared right here, by `part`."""
from django.urls import path

import portal.shared.requests  # noqa: F401 - knows the <id:…> of the paths
from projects import forms, models
from projects.views import (
    activity,
    archived,
    board,
    content,
    document,
    documents,
    embed,
    notice,
    organisation,
    partnership,
    people,
    period,
    profile,
    project,
    savedfilter,
    source,
    stale,
    target,
    vocabulary,
)
from projects.views.parts import PartCreate, PartRemove, PartUpdate

app_name = "projects"


def part(folder, stem, model, form, *, tab, section="", create=PartCreate):
    """The three pages of one kind of row: new, edit, remove."""
    shared = {"model": model, "tab": tab, "section": section}
    base = f"projects/<slug:slug>/{folder}"
    return [
        path(f"{base}/new/", create.as_view(form_class=form, **shared), name=f"{stem}-create"),
        path(f"{base}/<id:pk>/edit/", PartUpdate.as_view(form_class=form, **shared), name=f"{stem}-edit"),
        path(f"{base}/<id:pk>/remove/", PartRemove.as_view(**shared), name=f"{stem}-remove"),
    ]


FORMS = {
    models.Narrative: forms.NarrativeForm,
    models.Challenge: forms.ChallengeForm,
    models.Result: forms.ResultForm,
    models.Stage: forms.StageForm,
    models.TargetGroup: forms.TargetGroupForm,
    models.Contact: forms.ContactForm,
    models.FundingLink: forms.FundingLinkForm,
    models.Deliverable: forms.DeliverableForm,
    models.Source: forms.SourceForm,
    models.StatedFact: forms.StatedFactForm,
    models.Contradiction: forms.ContradictionForm,
}

content_parts = [
    page
    for section in content.SECTIONS
    for page in part(
        f"content/{section.key}", section.stem, section.model, FORMS[section.model], tab="content", section=section.key
    )
]

P, A = "projects/<slug:slug>", "projects/<slug:slug>/activities/<id:owner_pk>"
G = "projects/<slug:slug>/partners/groups/<id:owner_pk>/members"

urlpatterns = [
    path("projects/", project.ProjectList.as_view(), name="project-list"),
    path("projects/new/", project.ProjectCreate.as_view(), name="project-create"),
    path(f"{P}/edit/", project.ProjectUpdate.as_view(), name="project-edit"),
    path(f"{P}/publish/", project.ProjectPublish.as_view(), name="project-publish"),
    path(f"{P}/close/", project.ProjectClose.as_view(), name="project-close"),
    path(f"{P}/reopen/", project.ProjectReopen.as_view(), name="project-reopen"),
    path(f"{P}/archive/", project.ProjectArchive.as_view(), name="project-archive"),
    path(f"{P}/phase/", project.ProjectPhase.as_view(), name="project-phase"),
    path(f"{P}/period/new/", period.PeriodChangeCreate.as_view(), name="periodchange-create"),
    path(f"{P}/history/", project.ProjectHistory.as_view(), name="project-history"),
    path(f"{P}/archived/", archived.ArchivedList.as_view(), name="archived-list"),
    path(f"{P}/promises/", board.TargetList.as_view(), name="target-list"),
    path(f"{P}/promises/new/", target.TargetCreate.as_view(), name="target-create"),
    path(f"{P}/promises/paper.<str:kind>", board.TargetPaper.as_view(), name="target-paper"),
    path(f"{P}/promises/<id:pk>/", board.TargetDetail.as_view(), name="target-detail"),
    path(f"{P}/promises/<id:pk>/reason/", target.TargetDeviation.as_view(), name="target-deviation"),
    path(f"{P}/promises/<id:pk>/edit/", target.TargetUpdate.as_view(), name="target-edit"),
    path(f"{P}/promises/<id:pk>/divide/", target.TargetDivide.as_view(), name="target-divide"),
    path(f"{P}/promises/<id:pk>/formula/", target.TargetFormula.as_view(), name="target-formula"),
    path(f"{P}/promises/<id:pk>/archive/", target.TargetArchive.as_view(), name="target-archive"),
    path(f"{P}/promises/<id:pk>/restore/", archived.TargetRestore.as_view(), name="target-restore"),
    *part("promises/checks", "crosscheck", models.CrossCheck, forms.CrossCheckForm, tab="promises", section="checks"),
    path(f"{P}/activities/", activity.ActivityList.as_view(), name="activity-list"),
    path(f"{P}/activities/new/", activity.ActivityCreate.as_view(), name="activity-create"),
    path(f"{P}/activities/<id:pk>/", activity.ActivityDetail.as_view(), name="activity-detail"),
    path(f"{P}/activities/<id:pk>/edit/", activity.ActivityUpdate.as_view(), name="activity-edit"),
    path(f"{P}/activities/<id:pk>/archive/", activity.ActivityArchive.as_view(), name="activity-archive"),
    path(f"{P}/activities/<id:pk>/restore/", activity.ActivityRestore.as_view(), name="activity-restore"),
    path(f"{A}/partners/new/", activity.ActivityPartnerCreate.as_view(), name="activitypartner-create"),
    path(f"{A}/partners/<id:pk>/edit/", activity.ActivityPartnerUpdate.as_view(), name="activitypartner-edit"),
    path(f"{A}/partners/<id:pk>/remove/", activity.ActivityPartnerRemove.as_view(), name="activitypartner-remove"),
    path(f"{A}/after/new/", activity.ActivityDependencyCreate.as_view(), name="activitydependency-create"),
    path(f"{A}/after/<id:pk>/remove/", activity.ActivityDependencyRemove.as_view(), name="activitydependency-remove"),
    path(f"{P}/partners/", partnership.PartnershipList.as_view(), name="partnership-list"),
    *part("partners", "partnership", models.Partnership, forms.PartnershipForm, tab="partners",
          create=partnership.PartnershipCreate),
    *part("partners/areas", "projectarea", models.ProjectArea, forms.ProjectAreaForm, tab="partners", section="areas"),
    *part(
        "partners/groups", "cooperationgroup", models.CooperationGroup, forms.CooperationGroupForm, tab="partners",
        section="groups",
    ),
    path(f"{G}/new/", partnership.GroupMembershipCreate.as_view(), name="groupmembership-create"),
    path(f"{G}/<id:pk>/edit/", partnership.GroupMembershipUpdate.as_view(), name="groupmembership-edit"),
    path(f"{G}/<id:pk>/remove/", partnership.GroupMembershipRemove.as_view(), name="groupmembership-remove"),
    path(f"{P}/people/", people.MembershipList.as_view(), name="membership-list"),
    path(f"{P}/people/invite/", people.InvitationCreate.as_view(), name="invitation-create"),
    path(
        f"{P}/people/invitations/<id:pk>/withdraw/", people.InvitationWithdraw.as_view(), name="invitation-withdraw"
    ),
    path(f"{P}/people/<id:pk>/edit/", people.MembershipUpdate.as_view(), name="membership-edit"),
    path(f"{P}/people/<id:pk>/end/", people.MembershipEnd.as_view(), name="membership-end"),
    path(f"{P}/documents/", document.DocumentList.as_view(), name="document-list"),
    path(f"{P}/documents/new/", document.DocumentCreate.as_view(), name="document-create"),
    path(f"{P}/documents/<id:pk>/edit/", document.DocumentUpdate.as_view(), name="document-edit"),
    path(f"{P}/documents/<id:pk>/archive/", document.DocumentArchive.as_view(), name="document-archive"),
    path(f"{P}/documents/<id:pk>/restore/", archived.DocumentRestore.as_view(), name="document-restore"),
    path(f"{P}/documents/<id:pk>/download/", document.DocumentDownload.as_view(), name="document-download"),
    path("documents/", documents.AllDocuments.as_view(), name="all-documents"),
    path(f"{P}/content/", content.ContentList.as_view(), name="content-list"),
    path(f"{P}/content/embeds/", embed.EmbedSiteList.as_view(), name="embedsite-list"),
    path(f"{P}/content/embeds/new/", embed.EmbedSiteCreate.as_view(), name="embedsite-create"),
    path(f"{P}/content/embeds/<id:pk>/edit/", embed.EmbedSiteUpdate.as_view(), name="embedsite-edit"),
    path(f"{P}/content/embeds/<id:pk>/remove/", embed.EmbedSiteRemove.as_view(), name="embedsite-remove"),
    path(f"{P}/content/sources/<id:pk>/", source.SourceDetail.as_view(), name="source-detail"),
    *content_parts,
    path("organisations/", organisation.OrganisationList.as_view(), name="organisation-list"),
    path("organisations/new/", organisation.OrganisationCreate.as_view(), name="organisation-create"),
    path("organisations/<id:pk>/", organisation.OrganisationDetail.as_view(), name="organisation-detail"),
    path("organisations/<id:pk>/edit/", organisation.OrganisationUpdate.as_view(), name="organisation-edit"),
    path(
        "organisations/<id:owner_pk>/names/new/", organisation.OrganisationNameCreate.as_view(),
        name="organisationname-create",
    ),
    path(
        "organisations/<id:owner_pk>/names/<id:pk>/edit/", organisation.OrganisationNameUpdate.as_view(),
        name="organisationname-edit",
    ),
    path(
        "organisations/<id:owner_pk>/names/<id:pk>/remove/", organisation.OrganisationNameRemove.as_view(),
        name="organisationname-remove",
    ),
    path("lists/audiences/", vocabulary.AudienceList.as_view(), name="audience-list"),
    path("lists/audiences/new/", vocabulary.AudienceCreate.as_view(), name="audience-create"),
    path("lists/topics/", vocabulary.TopicList.as_view(), name="topic-list"),
    path("lists/topics/new/", vocabulary.TopicCreate.as_view(), name="topic-create"),
    path("me/", profile.ProfilePage.as_view(), name="user-profile"),
    path("notices/", notice.NoticeList.as_view(), name="notice-list"),
    path("notices/seen/", notice.NoticeSeeAll.as_view(), name="notice-see-all"),
    path("notices/<id:pk>/seen/", notice.NoticeSee.as_view(), name="notice-see"),
    path("me/views/", savedfilter.SavedFilterList.as_view(), name="savedfilter-list"),
    path("me/views/new/", savedfilter.SavedFilterCreate.as_view(), name="savedfilter-create"),
    path("me/views/<id:pk>/remove/", savedfilter.SavedFilterRemove.as_view(), name="savedfilter-remove"),
    path("me/notices/", notice.NoticeChoiceEdit.as_view(), name="noticechoice-edit"),
    path("translations/", stale.StaleTextList.as_view(), name="staletext-list"),
    path("translations/<id:pk>/settle/", stale.StaleTextSettle.as_view(), name="staletext-settle"),
    path("invitations/<str:token>/", people.InvitationAccept.as_view(), name="invitation-accept"),
]
