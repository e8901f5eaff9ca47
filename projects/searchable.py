"""What of a project can be found by its words. A row leads to the page on which it is read."""
from django.db.models import Q

from portal.shared.search import Searchable, register
from portal.shared.ways import reverse
from projects.choices import Role, Visibility
from projects.models import (
    Activity,
    Challenge,
    Contact,
    Contradiction,
    Deliverable,
    Document,
    GlossaryTerm,
    Narrative,
    Organisation,
    OrganisationName,
    Programme,
    Project,
    Result,
    Source,
    StatedFact,
    Target,
)
from projects.permissions import is_staff
from projects.summaries.promises import subtree


def documents_for(user):
    """As `permissions.can_download_document`, without what is put away; those of the coordinators for them only."""
    rows, public = Document.objects.live(), Q(pk__in=Document.objects.public().values("pk"))
    if not user.is_authenticated:
        return rows.filter(public)
    if is_staff(user):
        return rows
    led = [row.project_id for row in user.memberships_now() if row.role == Role.COORDINATOR and row.activity_id is None]
    here = rows.visible_to(user)
    own = here.exclude(visibility=Visibility.COORDINATORS) | here.filter(project__in=led)
    return rows.filter(public | Q(pk__in=own.order_by().values("pk")))


def targets_for(user):
    """As the promise board shows them: to whoever works for one activity only, those of it and of what lies below it."""
    rows = Target.objects.all().visible_to(user)
    if not user.is_authenticated or is_staff(user):
        return rows
    mine = user.memberships_now()
    whole = {row.project_id for row in mine if row.activity_id is None}
    single = {row.activity_id: row.project_id for row in mine if row.project_id not in whole}
    if not single:
        return rows
    below = subtree(Activity.objects.filter(project__in=set(single.values())).values_list("pk", "parent_id"))
    own = {activity for key in single for activity in below.get(key, {key})}
    return rows.filter(Q(project__in=whole) | Q(activity__in=own))


def everybody(model):
    return lambda user: model.objects.all()


def content(model, section, titles=("title",), texts=(), **more):
    """A row of the content page: it leads to its section there."""
    return Searchable(
        model, titles=titles, texts=texts, visible=model.objects.all().visible_to,
        url=lambda row, slug: reverse("projects:content-list", args=[slug]) + f"#{section}", **more,
    )


def register_all():
    register(
        Searchable(
            Project, titles=("acronym", "title"), texts=("summary", "reference_code", "legal_basis"), project="pk",
            visible=Project.objects.all().visible_to, on=lambda row: row.starts_on,
            url=lambda row, slug: reverse("site:project-detail", args=[slug]),
        ),
        Searchable(
            Activity, titles=("title", "number"), texts=("alias", "text"), visible=Activity.objects.all().visible_to,
            on=lambda row: row.starts_on, url=lambda row, slug: reverse("projects:activity-detail", args=[slug, row.pk]),
        ),
        Searchable(
            Target, titles=("statement",), texts=("unit", "deviation"), visible=targets_for,
            url=lambda row, slug: reverse("projects:target-list", args=[slug]) + f"#promise-{row.pk}",
        ),
        Searchable(
            Organisation, titles=("name",), texts=("register_code", "website"), project="",
            words=lambda row: [name.text for name in row.names.all()], parts={OrganisationName: "organisation_id"},
            rows=lambda: Organisation.objects.prefetch_related("names"), visible=Organisation.objects.all().visible_to,
            url=lambda row, slug: reverse("projects:organisation-detail", args=[row.pk]),
        ),
        Searchable(
            Document, titles=("title",), texts=("file_name",), visible=documents_for, language=lambda row: row.language,
            url=lambda row, slug: reverse("projects:document-download", args=[slug, row.pk]),
        ),
        content(Narrative, "story", titles=("text",), texts=("level",)),
        content(Challenge, "challenges", titles=("text",)),
        content(Result, "results", titles=("text",), texts=("subject",)),
        content(Deliverable, "deliverables", texts=("url",)),
        content(Contact, "contacts", titles=("role",), texts=("place",)),
        content(Source, "sources", texts=("publisher_note", "perspective", "text")),
        content(StatedFact, "facts", titles=("statement",), texts=("code", "value", "note", "quote")),
        content(Contradiction, "contradictions", texts=("first", "second", "decision")),
        Searchable(
            Programme, titles=("name",), texts=("code", "fund"), project="", visible=everybody(Programme),
            url=lambda row, slug: f"{reverse('projects:project-list')}?programme={row.pk}",
        ),
        Searchable(
            GlossaryTerm, titles=("term",), texts=("code", "meaning"), project="", visible=everybody(GlossaryTerm),
            url=lambda row, slug: reverse("search:glossary") + f"#{row.code}",
        ),
    )
