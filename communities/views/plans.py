"""Action plans of a project: all of them in one list, one of them, and its name and period."""
from decimal import Decimal

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from communities import actions, permissions
from communities.choices import PlanStatus, PlanStep
from communities.filters import ProjectPlanFilters
from communities.forms import ActionPlanForm
from communities.models import ActionPlan, Enrolment, PlanComment, PlanDecision, PlanReview
from communities.models.plan import APPROVED
from communities.summaries import PLAN_TONES, missing_in, next_step, state_of, step_url
from communities.summaries.content import content_of
from communities.summaries.filled import fillings_of
from communities.summaries.path import PAGES, adopted, path_relations, with_path
from communities.views import plan_parts
from communities.views.base import PlanRows
from communities.views.path import section_url
from communities.views.plan_drawn import content_drawn
from portal.shared.reading import among, read
from portal.shared.requests import LARGEST_ID
from portal.shared.tables import Column
from portal.shared.ui import Action
from portal.shared.verbs import spread
from portal.shared.views import CreatePage, DetailPage, ListPage, UpdatePage
from projects.permissions import can_view_workspace
from projects.views.workspace import PROJECT_RULES, WorkspaceMixin, route_of

# Before it is approved, a plan is remarked on where it is read.
IN_THE_MAKING = {PlanStatus.DRAFT, PlanStatus.SUBMITTED, PlanStatus.RETURNED, PlanStatus.ENDORSED}
STARTED = {PlanStatus.RUNNING, PlanStatus.REVIEWED, PlanStatus.COMPLETED}


class ProjectPlans(WorkspaceMixin, ListPage):
    """The tab: every plan of the project, where it stands, who owes the next step and since when."""

    tab = "plans"
    model = ActionPlan
    rule = staticmethod(can_view_workspace)
    filterset_class = ProjectPlanFilters
    page_title = _("Plans")
    default_sort = "area"
    empty_title = _("No action plans yet")
    empty_text = _("A plan belongs to a community of the project, or to a group of municipalities.")
    may_rules = PROJECT_RULES | {"start_plan": permissions.can_enrol}

    def get_queryset(self):
        return path_relations(with_path(super().get_queryset()))

    def get_columns(self):
        return [
            Column("area", _("Area"), value=lambda row: row.enrolment.area if row.enrolment_id else None,
                   sort=("enrolment__area__order", "enrolment__community__sort_key"), empty=_("not stated")),
            Column("title", _("Plan"), url=ActionPlan.get_absolute_url, sort="title"),
            Column("status", _("State"), kind="badge", value=state_of, tone=lambda row: PLAN_TONES[row.status],
                   sort="status"),
            Column("percent", _("Filled in"), kind="percent", value=lambda row: Decimal(row.content.percent)),
            Column("next", _("Next step"), value=lambda row: row.coming.label, url=self.page_of_step),
            Column("owes", _("Whose turn"), value=lambda row: row.coming.owes),
            Column("days", _("Days waiting"), kind="number", value=lambda row: row.coming.days, sort="-since", empty=""),
            Column("open_comments", _("Open comments"), kind="number", sort="open_comments"),
        ]

    def make_table(self, objects):
        rows = list(adopted(objects))
        contents = fillings_of(rows)
        for row in rows:
            row.content = contents[row.pk]
            row.coming = next_step(row, row.since, incomplete=row.content.percent < 100)
        return super().make_table(rows)

    def page_of_step(self, row):
        """The page on which the next step is taken, for those who may; of an unfinished plan, the editor."""
        step = row.coming.step
        if step not in permissions.open_steps(self.request.user, row):
            return ""
        missing = missing_in(row.content) if step == PlanStep.SUBMITTED else []
        return missing and section_url(row, missing[0].code) or step_url(row, step)

    def count_text(self, count):
        return ngettext("%(count)d plan", "%(count)d plans", count) % {"count": count}

    def actions(self):
        found = []
        if self.may.start_plan:
            new = route_of("communities:actionplan-create", self.parent.slug)
            found.append(Action(_("Start a plan"), new, primary=True, icon="plus"))
        compare = route_of("communities:plan-comparison", self.parent.slug)
        return [*found, *([Action(_("Compare all plans"), compare)] if compare else [])]


class PlanDetail(PlanRows, DetailPage):
    """Where the plan stands, what comes next and who owes it; then what it says, and how it came so far."""

    rule = staticmethod(permissions.can_view_plan)
    template_name = "communities/actionplan_detail.html"
    object_rules = {
        "edit_plan": permissions.can_edit_plan, "write_plan": permissions.can_write_plan,
        "comment_plan": permissions.can_comment_plan, "decide": permissions.can_decide_plan,
    }

    @cached_property
    def beside(self):
        """(decisions, comments, reviews) of the plan: one query."""
        key = self.object.pk
        return read([
            among(PlanDecision, "plan", [key], related=("document",)),
            among(PlanComment, "plan", [key], related=("section", "author")),
            among(PlanReview, "plan", [key], order=("-year",)),
        ])

    @cached_property
    def content(self):
        return content_of(self.object)

    @cached_property
    def missing(self):
        return missing_in(self.content)

    @cached_property
    def coming(self):
        decided = [row.decided_on for row in self.beside[0]]
        return next_step(self.object, max(decided, default=None), incomplete=bool(self.missing))

    @cached_property
    def open_steps(self):
        return permissions.open_steps(self.request.user, self.object)

    def actions(self):
        """The next step first; while something is missing, writing on comes before submitting."""
        plan, found = self.object, []
        write = self.write_action()
        if write:
            found.append(write)
        steps = sorted(self.open_steps, key=lambda step: step != self.coming.step)
        for step in steps:
            primary = step == self.coming.step and not any(action.primary for action in found)
            found.append(Action(PAGES[step][1], step_url(plan, step), primary=primary))
        if self.may.write_plan:
            found.append(Action(_("Title and period"), self.address("actionplan-edit")))
        if plan.status in APPROVED:
            found.append(Action(_("What came of the plan"), self.address("servicedelivery-summary")))
        return sorted(found, key=lambda action: not action.primary)

    def missing_sections(self):
        """[Action] of the sections in which something is missing, while the plan is written."""
        if self.coming.step != PlanStep.SUBMITTED:
            return []
        return [Action(each.title, section_url(self.object, each.code) if self.may.write_plan else "") for each in self.missing]

    def write_action(self):
        """To the editor, for those who may write now; or None."""
        url = self.writing_page() if self.may.write_plan else ""
        label = _("Continue writing") if self.content.done else _("Write the plan")
        return Action(label, url, primary=bool(self.missing), icon="edit") if url else None

    def writing_page(self):
        """The editor, at the first section in which something is missing."""
        sections = self.content.sections
        first = self.missing[0].code if self.missing else sections[0].code if sections else ""
        return section_url(self.object, first) if first else ""

    def address(self, name, *args):
        return route_of(f"communities:{name}", self.parent.slug, self.object.pk, *args)

    def comments(self):
        """(what is open, what is settled)"""
        remarks = [plan_parts.remark(row, self) for row in self.beside[1]]
        return [each for each in remarks if not each.is_settled], [each for each in remarks if each.is_settled]

    def papers(self):
        names = [
            ("plan-print", _("Print")), ("plan-pdf", "PDF"), ("plan-word", "Word"),
            ("plan-timeline", _("Tasks on a time line")), ("planversion-list", _("Frozen versions")),
        ]
        found = [Action(label, self.address(name)) for name, label in names]
        return [action for action in found if action.url]

    def get_context_data(self, **kwargs):
        plan, is_blank = self.object, plan_parts.is_blank(self.content)
        decisions, (remarks, settled) = self.beside[0], self.comments()
        returned = [row.note for row in decisions if row.step == PlanStep.RETURNED]
        reviews = self.beside[2] if plan.status in STARTED else []
        return super().get_context_data(
            badge=state_of(plan), tone=PLAN_TONES[plan.status], steps=plan_parts.strip(plan, decisions),
            coming=self.coming, missing=self.missing_sections(), is_mine=self.coming.step in self.open_steps,
            returned_because=returned[-1] if returned and plan.status == PlanStatus.RETURNED else "",
            facts=plan_parts.facts(plan), papers=self.papers(), content=self.content,
            parts=plan_parts.completeness(plan, self.content, self.may.write_plan),
            decisions=[plan_parts.decided(row, self) for row in reversed(decisions)],
            reviews=reviews, comments=remarks, settled=settled, comment_url=self.comment_url(),
            said="" if is_blank else content_drawn(self.content, self.comment_url() if plan.status in IN_THE_MAKING else ""),
            is_blank=is_blank, write=self.write_action(), **kwargs,
        )

    def comment_url(self):
        return self.address("plancomment-create") if self.may.comment_plan else ""


class PlanCreate(PlanRows, CreatePage):
    about_object = False
    rule = staticmethod(permissions.can_enrol)
    form_class = ActionPlanForm
    verb = staticmethod(spread(actions.start_plan))
    page_title = _("Start a plan")

    def actions(self):
        """Only communities of the project are offered; whoever is not there yet joins it first."""
        return [Action(_("Add a community"), route_of("communities:enrolment-create", self.parent.slug), icon="plus")]

    def get_initial(self):
        """From a community's page the community is chosen already, and a name proposed; a number that is not offered
        proposes nothing."""
        wanted = self.request.GET.get("enrolment", "")
        known = Enrolment.objects.visible_to(self.request.user).filter(project=self.parent).select_related("community")
        row = known.filter(pk=wanted).first() if wanted.isdecimal() and int(wanted) <= LARGEST_ID else None
        return {"enrolment": str(row.pk), "title": _("%(whose)s: action plan") % {"whose": row.community}} if row else {}


class PlanEdit(PlanRows, UpdatePage):
    form_class = ActionPlanForm
    verb = staticmethod(spread(actions.change_plan))
