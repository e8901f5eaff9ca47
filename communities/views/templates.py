"""A project's templates: which ones it uses, its own copies, and everything in them that it may change."""
from dataclasses import dataclass

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from communities.actions import templates as actions
from communities.actions.standard import template_of
from communities.choices import SectionKind
from communities.forms.templates import FieldTemplateForm, PlanTemplateForm, SectionTemplateForm, StatementForm
from communities.models import AssessmentBlock, AssessmentTemplate, FieldTemplate, PlanTemplate, SectionTemplate, Statement
from communities.summaries.templates import blocks_of, fields_of, sections_of, used
from communities.views.tab import CommunitiesTab
from portal.shared.ui import Action, Crumb
from portal.shared.views import ActionPage, ArchivePage, CreatePage, RestorePage, UpdatePage
from portal.shared.views.base import ShowPage, find
from portal.shared.ways import reverse
from projects.permissions import can_edit_project


@dataclass(frozen=True)
class Line:
    """A part of a template as a list shows it. `move`: where its buttons up and down lead, "" when it stays put."""

    row: object
    name: str
    url: str = ""
    note: str = ""
    marks: tuple = ()
    links: tuple = ()
    move: str = ""


class TemplatesTab(CommunitiesTab):
    part = "templates"
    rule = staticmethod(can_edit_project)

    def to(self, name, *args):
        return reverse(f"communities:{name}", args=[self.parent.slug, *args])

    def line(self, row, stem, *above, may, **words):
        """`above`: the keys before the row's own in its address; `may`: the project may change it."""
        if not may:
            return Line(row, str(row), **words)
        verbs = [("restore", _("Take back out"))] if row.is_archived else [("edit", _("Edit")), ("archive", _("Put away"))]
        links = tuple(Action(label, self.to(f"{stem}-{verb}", *above, row.pk)) for verb, label in verbs)
        return Line(
            row, str(row), links=links, move="" if row.is_archived else self.to(f"{stem}-move", *above, row.pk), **words
        )


class TemplatesPage(TemplatesTab, ShowPage):
    """Which plan template the project uses, and its sections."""

    template_name = "communities/plantemplate_list.html"
    page_title = _("Templates")
    page_lead = _("What an action plan and an assessment ask in this project. Changes hold at once, and no answer is lost.")

    @cached_property
    def plan(self):
        return used(template_of(PlanTemplate, self.parent), self.parent)

    def actions(self):
        if self.plan is not None and self.plan.is_own:
            return [
                Action(_("Add a section"), self.to("sectiontemplate-create"), primary=True, icon="plus"),
                Action(_("Edit"), self.to("plantemplate-edit", self.plan.template.pk), icon="edit"),
            ]
        return [Action(_("Make our own"), self.to("plantemplate-copy"), primary=True)]

    def get_context_data(self, **kwargs):
        assessment = used(template_of(AssessmentTemplate, self.parent), self.parent)
        sections = sections_of(self.plan.template) if self.plan else []
        return super().get_context_data(
            plan=self.plan, assessment=assessment, lines=[self.section_line(row) for row in sections], **kwargs
        )

    def section_line(self, row):
        count = len(row.asked) + len(row.columns)
        asked = ngettext("%(count)d question", "%(count)d questions", count) % {"count": count} if count else ""
        return self.line(
            row, "sectiontemplate", may=self.plan.is_own, url=self.to("sectiontemplate-detail", row.pk),
            note=" · ".join(filter(None, [row.get_kind_display(), asked])), marks=marks_of(row),
        )


def marks_of(row):
    """What must be seen at once: required, put away."""
    marks = []
    if getattr(row, "required", False):
        marks.append(_("required"))
    if row.is_archived:
        marks.append(_("put away"))
    return tuple(marks)


class CopyPage(TemplatesTab, ActionPage):
    has_object = False
    submit_label = _("Make our own")
    success_message = _("The project has its own template now.")


class PlanTemplateCopy(CopyPage):
    question = _("Make the project's own plan template?")
    explanation = _(
        "It begins as a copy of the one used now. The project's plans move to it with everything they say; "
        "whoever is writing in a plan at this moment should save first."
    )

    def perform(self, project):
        actions.copy_plan_template(project, by=self.request.user)


class PlanTemplateEdit(TemplatesTab, UpdatePage):
    """The name of the project's own template, and whether its plans are endorsed by the municipality."""

    model = PlanTemplate
    form_class = PlanTemplateForm
    verb = staticmethod(actions.change_plan_template)

    def get_queryset(self):
        return super().get_queryset().live()

    def get_success_url(self):
        return self.to("plantemplate-list")

    get_cancel_url = get_success_url


class AssessmentTemplateCopy(CopyPage):
    question = _("Make the project's own assessment?")
    explanation = _("It begins as a copy of the one used now. Assessments already made keep their statements.")

    def get_success_url(self):
        return self.to("assessmenttemplate-detail")

    def perform(self, project):
        actions.copy_assessment_template(project, by=self.request.user)


def own(model, project):
    """The project's own live template; others are changed by staff in the admin, not here."""
    template = template_of(model, project)
    if template is None or template.project_id != project.pk:
        raise Http404
    return template


class MovePage(ActionPage):
    """One place up or down; the buttons of the list say which."""

    question = _("Move it one place up?")
    submit_label = _("Move up")
    success_message = _("Moved.")

    def perform(self, _project):
        actions.move_template_part(self.object, by=self.request.user, down=self.request.POST.get("way") == "down")


class PutAway(ArchivePage):
    def perform(self, _project):
        actions.archive_template_part(self.object, by=self.request.user)


class TakeOut(RestorePage):
    def perform(self, _project):
        actions.restore_template_part(self.object, by=self.request.user)


class SectionRows(TemplatesTab):
    model = SectionTemplate
    parent_link = "template__project"

    def get_queryset(self):
        return super().get_queryset().filter(template__archived_at=None).select_related("template__project")


class SectionDetail(SectionRows, ShowPage):
    """What one section asks."""

    has_object = True
    template_name = "communities/sectiontemplate_detail.html"

    def get_page_title(self):
        return str(self.object)

    def get_queryset(self):
        """Also of a template that is not the project's own: then it is only looked at."""
        template = template_of(PlanTemplate, self.parent)
        return SectionTemplate.objects.filter(template=template).select_related("template__programme")

    def actions(self):
        if not self.is_own:
            return []
        return [
            Action(_("Add a question"), self.to("fieldtemplate-create", self.object.pk), primary=True, icon="plus"),
            Action(_("Edit"), self.to("sectiontemplate-edit", self.object.pk), icon="edit"),
        ]

    @property
    def is_own(self):
        return self.object.template.project_id == self.parent.pk

    def get_context_data(self, **kwargs):
        live, away = fields_of(self.object)
        lines = {field.pk: self.field_line(field) for field in (*live, *away)}
        return super().get_context_data(
            asked=[lines[field.pk] for field in live if not field.in_table],
            columns=[lines[field.pk] for field in live if field.in_table],
            away=[lines[field.pk] for field in away], has_columns=self.object.kind == SectionKind.TABLE, **kwargs,
        )

    def field_line(self, field):
        note = " · ".join(filter(None, [field.get_kind_display(), field.help]))
        return self.line(field, "fieldtemplate", self.object.pk, may=self.is_own, note=note, marks=marks_of(field))


class SectionCreate(SectionRows, CreatePage):
    form_class = SectionTemplateForm
    verb = staticmethod(actions.add_section)
    page_title = _("Add a section")

    def get_instance(self):
        return SectionTemplate(template=own(PlanTemplate, self.parent), required=False)

    def get_success_url(self):
        return self.to("sectiontemplate-detail", self.object.pk)


class SectionEdit(SectionRows, UpdatePage):
    form_class = SectionTemplateForm
    verb = staticmethod(actions.change_section)


class SectionArchive(SectionRows, PutAway):
    question = _("Put this section away?")
    explanation = _("Plans do not ask it any more. What they said in it stays, and comes back with the section.")


class SectionRestore(SectionRows, TakeOut):
    pass


class SectionMove(SectionRows, MovePage):
    pass


class FieldRows(TemplatesTab):
    """Below a section of the project's own template."""

    model = FieldTemplate
    parent_link = "section__template__project"

    def load(self):
        """A section of another project is not found, before anybody is asked what he may do."""
        subject = super().load()
        self.section  # noqa: B018 - looked up once, here
        return subject

    @cached_property
    def section(self):
        rows = SectionTemplate.objects.filter(template__project=self.parent, template__archived_at=None)
        return find(rows.select_related("template__project"), pk=self.kwargs["sectiontemplate_pk"])

    def get_queryset(self):
        return super().get_queryset().filter(section=self.section).select_related("section__template__project")

    def crumbs_below(self):
        return [Crumb(str(self.section), self.get_success_url())]

    def get_success_url(self):
        return self.to("sectiontemplate-detail", self.section.pk)

    get_cancel_url = get_success_url


class FieldCreate(FieldRows, CreatePage):
    form_class = FieldTemplateForm
    verb = staticmethod(actions.add_field)
    page_title = _("Add a question")

    def get_instance(self):
        return FieldTemplate(section=self.section)


class FieldEdit(FieldRows, UpdatePage):
    form_class = FieldTemplateForm
    verb = staticmethod(actions.change_field)


class FieldArchive(FieldRows, PutAway):
    question = _("Put this question away?")
    explanation = _("Plans do not ask it any more. What they answered stays, and comes back with the question.")


class FieldRestore(FieldRows, TakeOut):
    pass


class FieldMove(FieldRows, MovePage):
    pass


class AssessmentTemplatePage(TemplatesTab, ShowPage):
    """The statements of the project's assessment, block by block."""

    template_name = "communities/assessmenttemplate_detail.html"
    page_title = _("Statements of the assessment")

    @cached_property
    def assessment(self):
        return used(template_of(AssessmentTemplate, self.parent), self.parent)

    def actions(self):
        if self.assessment is not None and self.assessment.is_own:
            return []
        return [Action(_("Make our own"), self.to("assessmenttemplate-copy"), primary=True)]

    def get_context_data(self, **kwargs):
        blocks = blocks_of(self.assessment.template) if self.assessment else []
        bands = list(self.assessment.template.bands.order_by("starts_at")) if self.assessment else []
        return super().get_context_data(
            assessment=self.assessment, bands=bands,
            blocks=[
                {
                    "title": str(block), "url": self.add_url(block),
                    "lines": [self.statement_line(row) for row in block.all_statements],
                }
                for block in blocks
            ],
            **kwargs,
        )

    def add_url(self, block):
        return f"{self.to('statement-create')}?block={block.code}" if self.assessment.is_own else ""

    def statement_line(self, row):
        return self.line(row, "statement", may=self.assessment.is_own, note=row.training, marks=marks_of(row))


class StatementRows(TemplatesTab):
    model = Statement
    parent_link = "block__template__project"

    def get_queryset(self):
        return super().get_queryset().filter(block__template__archived_at=None).select_related("block__template__project")

    def crumbs_below(self):
        return [Crumb(AssessmentTemplatePage.page_title, self.get_success_url())]

    def get_success_url(self):
        return self.to("assessmenttemplate-detail")

    get_cancel_url = get_success_url


class StatementCreate(StatementRows, CreatePage):
    form_class = StatementForm
    verb = staticmethod(actions.add_statement)
    page_title = _("Add a statement")

    def get_instance(self):
        template = own(AssessmentTemplate, self.parent)
        code = self.request.GET.get("block", "")
        blocks = list(AssessmentBlock.objects.filter(template=template).select_related("template__project").order_by("order"))
        if not blocks:
            raise Http404
        return Statement(block=next((block for block in blocks if block.code == code), blocks[-1]))


class StatementEdit(StatementRows, UpdatePage):
    form_class = StatementForm
    verb = staticmethod(actions.change_statement)


class StatementArchive(StatementRows, PutAway):
    question = _("Put this statement away?")
    explanation = _("New rounds do not ask it any more. Scores already given stay.")


class StatementRestore(StatementRows, TakeOut):
    pass


class StatementMove(StatementRows, MovePage):
    pass
