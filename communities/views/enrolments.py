"""The communities of a project: the tab, one enrolment, and what is decided about it."""
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from communities import actions, permissions
from communities.choices import EnrolmentStatus
from communities.forms import DecisionForm, EnrolmentForm, ExtensionForm
from communities.models import ActionPlan, Assessment, Call, Enrolment
from communities.panels import enrolment_panels_of
from communities.summaries import (
    ENROLMENT_TONES,
    PLAN_TONES,
    county_gaps,
    enrolments_of,
    grouped,
    last_assessment,
)
from communities.summaries.deliveries import latest_approved
from communities.summaries.enrolments import is_hidden, readiness_of, seen_by, with_decider
from communities.summaries.journey import journeys_of
from communities.summaries.registry import counts_of
from communities.views.base import EnrolmentRows
from communities.views.communities import day_text
from communities.views.journey import steps_of
from communities.views.potential import potential_of_enrolment
from communities.views.records import whose
from communities.views.registry import municipality_of
from communities.views.tab import CommunitiesTab
from portal.shared.dates import format_period
from portal.shared.reading import among, group, only, walk_together
from portal.shared.tables import Column, Table
from portal.shared.ui import Action, Fact, Stat
from portal.shared.verbs import spread
from portal.shared.views import ActionPage, CreatePage, DetailPage, UpdatePage
from portal.shared.views.base import ShowPage
from portal.shared.ways import reverse
from projects.permissions import can_view_workspace
from projects.views.workspace import PROJECT_RULES

# Of a project with more enrolments than that, so many of each part are shown; the list has all.
MANY, MOST_OF_PART = 100, 20


def plan_in_words(enrolment):
    """The state of the latest plan; nothing when there is none."""
    plans = list(enrolment.plans.all())
    return plans[-1].get_status_display() if plans else ""


def plan_tone(enrolment):
    plans = list(enrolment.plans.all())
    return PLAN_TONES[plans[-1].status] if plans else "neutral"


ACTIVITY = Column("activity", _("Activity"), empty=_("the whole project"))
AUTHOR = Column("author", _("Partner who works with it"), empty=_("not stated"))
HIDDEN = Column("sensitive", _("Visibility"), kind="badge", tone=lambda row: "attention",
                value=lambda row: _("Hidden") if is_hidden(row) else "")
ENROLMENT_COLUMNS = [
    Column("community", _("Community"), url=Enrolment.get_absolute_url),
    Column("municipality", _("Municipality"), value=lambda row: municipality_of(row.community), empty=_("not stated")),
    ACTIVITY,
    AUTHOR,
    Column("status", _("State"), kind="badge", value="get_status_display",
           tone=lambda row: ENROLMENT_TONES[row.status]),
    Column("assessed", _("Assessed on"), kind="date", value=last_assessment, empty=_("not yet")),
    Column("plan", _("Plan"), kind="badge", value=plan_in_words, tone=plan_tone, empty=_("not yet")),
    Column("ready_on", _("Ready to start on"), kind="date", empty=_("not yet")),
    HIDDEN,
]


def columns_for(rows):
    """The columns that tell these rows apart; what is the same or unknown for all of them is left out."""
    useless = set()
    if len({row.activity_id for row in rows}) == 1:
        useless.add(ACTIVITY)
    if all(row.author_id is None for row in rows):
        useless.add(AUTHOR)
    if not any(is_hidden(row) for row in rows):
        useless.add(HIDDEN)
    return [column for column in ENROLMENT_COLUMNS if column not in useless]


class ProjectCommunities(CommunitiesTab, ShowPage):
    """The tab: who takes part, by area, how far everybody has come, and where a county is still empty."""

    rule = staticmethod(can_view_workspace)
    template_name = "communities/project_communities.html"
    page_title = _("Communities")
    may_rules = PROJECT_RULES | {"enrol": permissions.can_enrol}

    def actions(self):
        if not self.may.enrol:
            return []
        new = reverse("communities:enrolment-create", args=[self.parent.slug])
        plan = reverse("communities:actionplan-create", args=[self.parent.slug])
        table = reverse("communities:community-import", args=[self.parent.slug])
        return [
            Action(_("Add a community"), new, primary=True, icon="plus"), Action(_("Bring in communities"), table),
            Action(_("Start a plan"), plan),
        ]

    def get_context_data(self, **kwargs):
        counts, divided = counts_of(self.parent, self.request.user)
        enrolments = enrolments_of(self.parent, counts.first(MOST_OF_PART if counts.total > MANY else None))
        return super().get_context_data(
            stats=self.stats(counts.figures), counts=counts,
            groups=[self.group_table(part, rows, counts) for part, rows in grouped(enrolments, counts.by_area)],
            group_plans=group_plan_table(counts.group_plans) if counts.group_plans else None,
            gaps=county_gaps(self.parent) if any(divided) else [], **kwargs,
        )

    def group_table(self, part, rows, counts):
        """A part with the first of its rows. The list narrows to an area; of an activity it would also have what is below."""
        title = str(part) if part is not None else str(_("Area not stated"))
        table, url = Table(columns_for(rows), rows, caption=title), ""
        if part is not None and counts.by_area:
            url = f"{reverse('communities:enrolment-list', args=[self.parent.slug])}?area={part.pk}"
        return {
            "title": title, "count": len(rows), "total": len(counts.parts[part.pk if part is not None else None]),
            "table": table, "url": url,
        }

    def stats(self, figures):
        here = f"?project={self.parent.slug}"
        communities = reverse("communities:community-list") + here
        plans = reverse("communities:actionplan-list") + here
        return [
            Stat(_("communities taking part"), str(figures.communities), url=communities),
            Stat(_("assessments made"), str(figures.assessments),
                 url=reverse("communities:assessment-list") + here),
            Stat(_("action plans begun"), str(figures.plans), url=plans),
            Stat(_("action plans approved"), str(figures.approved), url=f"{plans}&approved=true"),
            Stat(_("communities ready to start"), str(figures.ready), url=f"{communities}&ready=true"),
        ]


def group_plan_table(plans):
    columns = [
        Column("title", _("Plan"), url=ActionPlan.get_absolute_url),
        Column("group", _("Cooperation group"), value=whose),
        Column("author", _("Drawn up by"), empty=_("not stated")),
        Column("status", _("State"), kind="badge", value="get_status_display", tone=lambda row: PLAN_TONES[row.status]),
        Column("approved_on", _("Approved on"), kind="date", empty=_("not yet")),
    ]
    return Table(columns, plans, caption=_("Plans of cooperation groups"))


class EnrolmentDetail(EnrolmentRows, DetailPage):
    """One community in one project: what was decided, assessed and planned, and the next step."""

    rule = staticmethod(permissions.can_view_enrolment)
    template_name = "communities/enrolment_detail.html"
    object_rules = {
        "edit_enrolment": permissions.can_edit_enrolment, "see_delegates": permissions.can_see_delegates,
        "bind": permissions.can_bind_delegate, "decide": permissions.can_decide_enrolment,
        "assess": permissions.can_assess,
    }

    def get_queryset(self):
        return with_decider(super().get_queryset().select_related("call"))

    def read_beside(self):
        """(readiness, potential, panels); the enrolment gets its assessments and plans: one query."""
        row, user = self.object, self.request.user
        assessments, plans, *beside = walk_together([
            only(among(Assessment, "enrolment", [row.pk], order=("round",))),
            only(among(ActionPlan, "enrolment", [row.pk], related=("author", "template"))),
            readiness_of(row, names=self.may.see_delegates), potential_of_enrolment(row, user, self.may.assess),
            enrolment_panels_of(row, user),
        ])
        group([row], "assessments", assessments, "enrolment_id")
        group([row], "plans", plans, "enrolment_id")
        return beside

    def actions(self):
        if not self.may.assess:
            return []
        row, slug = self.object, self.parent.slug

        def to(name, *args):
            return reverse(f"communities:{name}", args=[slug, *args])

        assessed, planned = bool(row.assessments.all()), bool(row.plans.all())
        # Whether it takes part is decided before anything else.
        undecided = row.status == "applied" and self.may.decide
        plan = Action(
            _("Start a plan"), f"{to('actionplan-create')}?enrolment={row.pk}", primary=assessed and not planned and not undecided
        )
        first = not (assessed or undecided)
        assess = Action(_("Record an assessment"), to("assessment-create", row.pk), primary=first, icon="plus")
        if not self.may.edit_enrolment:
            return [assess]
        found = [Action(_("Edit"), to("enrolment-edit", row.pk))]
        if self.may.decide:
            found.insert(0, Action(_("Decide"), to("enrolment-decide", row.pk)))
        if row.ready_on is not None:
            found.append(Action(_("Not ready any more"), to("enrolment-unready", row.pk)))
        if row.status == "selected":
            if row.ready_on is None:
                found.insert(0, Action(_("Note as ready to start"), to("enrolment-ready", row.pk)))
            if row.ends_on:
                found.append(Action(_("Extend"), to("enrolment-extend", row.pk)))
        choose = [Action(_("Select"), to("enrolment-choose", row.pk), primary=True)] if undecided else []
        return [*choose, assess, plan, *found]

    def get_context_data(self, **kwargs):
        row, (readiness, potential, panels) = self.object, self.read_beside()
        for child in (*row.assessments.all(), *row.plans.all()):
            child.enrolment, child.project = row, self.parent
        return super().get_context_data(
            seen_by=seen_by(row), readiness=readiness,
            facts=enrolment_facts(row), steps=steps_of(journeys_of([row])[0], inside=True),
            assessments=self.assessment_table(), plans=self.plan_table(), people_url=self.people_url(),
            **potential,
            next_action=next((each for each in self.actions() if each.primary), None) if row.status != "applied" else None,
            work=work_links(row), panels=panels, **kwargs,
        )

    def people_url(self):
        args = [self.parent.slug, self.object.pk]
        return reverse("communities:delegate-list", args=args) if self.may.see_delegates else ""

    def assessment_table(self):
        rows = list(self.object.assessments.all())
        slug, pk = self.parent.slug, self.object.pk
        columns = [
            Column("assessed_on", _("Assessed on"), kind="date", empty=_("not yet"),
                   url=lambda row: reverse("communities:assessment-detail", args=[slug, pk, row.pk])),
            Column("round", _("Round"), kind="number"),
            Column("method", _("Method"), empty=_("not stated")),
        ]
        return Table(columns, rows, caption=_("Assessments")) if rows else None

    def plan_table(self):
        rows = list(self.object.plans.all())
        columns = [
            Column("title", _("Plan"), url=ActionPlan.get_absolute_url),
            Column("author", _("Drawn up by"), empty=_("not stated")),
            Column("status", _("State"), kind="badge", value="get_status_display",
                   tone=lambda row: PLAN_TONES[row.status]),
            Column("submitted_on", _("Submitted on"), kind="date", empty=_("not yet")),
            Column("approved_on", _("Approved on"), kind="date", empty=_("not yet")),
        ]
        return Table(columns, rows, caption=_("Action plans")) if rows else None


def work_links(row):
    """[Action] to what came of the plan and to the equipment; no query of their own."""
    slug, plan = row.project.slug, latest_approved(row.plans.all())
    things = f"{reverse('communities:equipment-list', args=[slug])}?community={row.pk}"
    found = [Action(_("Equipment of the community"), things)]
    if plan is not None:
        url = reverse("communities:servicedelivery-summary", args=[slug, plan.pk])
        found.insert(0, Action(_("What came of the plan"), url))
    return found


def enrolment_facts(row):
    selected = day_text(row.selected_on)
    return [
        Fact(_("Community"), str(row.community), url=row.community.get_absolute_url()),
        Fact(_("Takes part in"), str(row.activity) if row.activity_id else str(_("the whole project"))),
        Fact(_("Area"), str(row.area or "")),
        Fact(_("Partner who works with it"), str(row.author or "")),
        Fact(_("Selected on"), selected),
        Fact(_("Period"), format_period(row.starts_on, row.ends_on) if row.starts_on or row.ends_on else "",
             note=row.extension_reason),
        Fact(capfirst(_("ready to start on")), day_text(row.ready_on),
             note=row.readiness_note),
        *([Fact(_("Call"), str(row.call), url=row.call.get_absolute_url())] if row.call_id else []),
        Fact(_("Needs"), row.needs),
    ]


class EnrolmentCreate(EnrolmentRows, CreatePage):
    about_object = False
    rule = staticmethod(permissions.can_enrol)
    form_class = EnrolmentForm
    page_title = _("Add a community to the project")

    def actions(self):
        """Whoever is not in the portal yet is written down first, and proposed here afterwards."""
        new = reverse("communities:community-create")
        if not permissions.can_create_community(self.request.user):
            return []
        return [Action(_("New community"), f"{new}?project={self.parent.slug}", icon="plus")]

    def get_initial(self):
        """`?call=`: an application in answer to it; `?community=`: who was just written down."""
        new = self.request.GET.get("community", "")
        if new.isascii() and new.isdigit():
            return {"community": new}
        wanted = self.request.GET.get("call", "")
        call = Call.objects.filter(project=self.parent, pk=wanted).first() if wanted.isascii() and wanted.isdigit() else None
        return {"call": call, "activity": call.activity, "status": EnrolmentStatus.APPLIED} if call else {}

    @staticmethod
    def verb(enrolment, *, by, key=None):
        return (actions.apply_to_call if enrolment.call_id else actions.enrol_community)(enrolment, by=by, key=key)


class EnrolmentEdit(EnrolmentRows, UpdatePage):
    form_class = EnrolmentForm
    verb = staticmethod(spread(actions.change_enrolment))


class EnrolmentAction(EnrolmentRows, ActionPage):
    """A question about one enrolment; the answer stands in `self.form.cleaned_data`."""


class EnrolmentDecide(EnrolmentAction):
    rule = staticmethod(permissions.can_decide_enrolment)
    form_class = DecisionForm
    question = _("What is decided about this community?")
    submit_label = _("Save the decision")
    success_message = _("The decision is saved.")

    def perform(self, enrolment):
        answer = self.form.cleaned_data
        actions.decide_enrolment(
            enrolment, answer["status"], by=self.request.user, on=answer["on"], reason=answer["reason"]
        )


class EnrolmentExtend(EnrolmentAction):
    form_class = ExtensionForm
    question = _("Extend the period?")
    explanation = _("The earlier end stays in the history.")
    submit_label = _("Extend")
    success_message = _("The period is extended.")

    def perform(self, enrolment):
        answer = self.form.cleaned_data
        actions.extend_enrolment(
            enrolment, by=self.request.user, ends_on=answer["ends_on"], reason=answer["reason"]
        )
