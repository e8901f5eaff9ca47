"""What of communities and their plans can be found by its words."""
from django.utils.translation import gettext_lazy as _

from communities.choices import FieldKind
from communities.models import ActionPlan, Answer, Asset, Community, Entry, Equipment, FieldTemplate, Service, TrainingNeed
from portal.shared.search import Searchable, live, register
from portal.shared.ways import reverse
from projects.models import Project


def plans_for(user):
    """Plans are read in the workspace, also where that there is one is no secret."""
    return ActionPlan.objects.all().visible_to(user).filter(project__in=Project.objects.worked_on_by(user))


def needs_for(user):
    rows = TrainingNeed.objects.all().visible_to(user)
    return rows.filter(enrolment__project__in=Project.objects.worked_on_by(user))


def of_plan(model, titles, texts=(), related=(), **more):
    """A row of a plan: it leads to the plan."""
    return Searchable(
        model, titles=titles, texts=texts, project="plan.project_id", visible=model.objects.all().visible_to,
        related=("plan", *related), about=lambda row: (ActionPlan, row.plan_id),
        url=lambda row, slug: reverse("communities:actionplan-detail", args=[slug, row.plan_id]), **more,
    )


def says_something(answer):
    """Words, not a number or a code; and not the cell of a row that was taken out."""
    words = answer.field.kind in {FieldKind.LINE, FieldKind.TEXT} and answer.text.strip()
    return bool(words) and (answer.entry is None or live(answer.entry))


def answers_of(name):
    return lambda row: Answer.objects.filter(**{name: row.pk}).values_list("pk", flat=True)


def register_all():
    register(
        Searchable(
            Community, titles=("name",), texts=("contact_role",), project="",
            visible=lambda user: Community.objects.live().visible_to(user),
            url=lambda row, slug: reverse("communities:community-detail", args=[row.pk]),
        ),
        Searchable(
            Asset, titles=("name",), texts=("description", "can_offer", "keeper"), project="",
            visible=lambda user: Asset.objects.live().visible_to(user), about=lambda row: (Community, row.community_id),
            url=lambda row, slug: f"{reverse('communities:asset-list', args=[row.community_id])}#asset-{row.pk}",
        ),
        Searchable(
            ActionPlan, titles=("title",), visible=plans_for, language=lambda row: row.language,
            on=lambda row: row.approved_on or row.submitted_on,
            url=lambda row, slug: reverse("communities:actionplan-detail", args=[slug, row.pk]),
        ),
        of_plan(
            Answer, ("text",), label=_("What plans say"), related=("field", "entry"), shown=says_something,
            parts={Entry: answers_of("entry"), FieldTemplate: answers_of("field")},
        ),
        of_plan(Service, ("name",), ("promise", "place", "permits")),
        Searchable(
            Equipment, titles=("name",), texts=("inventory_mark", "kept_at", "custodian_role"),
            visible=Equipment.objects.all().visible_to, on=lambda row: row.bought_on,
            url=lambda row, slug: reverse("communities:equipment-detail", args=[slug, row.pk]),
        ),
        Searchable(
            TrainingNeed, titles=("topic",), texts=("note",), project="enrolment.project_id",
            related=("enrolment",), visible=needs_for,
            url=lambda row, slug: reverse("communities:trainingneed-list", args=[slug]),
        ),
    )
