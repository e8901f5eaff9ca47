"""The programme of an event's days, line by line, or pasted as a block."""
import re
from itertools import groupby

from django.utils.translation import gettext_lazy as _

from portal.shared.once import once
from portal.shared.papers import PdfUnavailable, paper_response, pdf_unavailable
from portal.shared.reading import read
from portal.shared.rules import public
from portal.shared.tables import Column, Table, format_day
from portal.shared.ui import Action
from portal.shared.views import ActionPage, CreatePage, Page, UpdatePage
from portal.shared.ways import reverse
from projects.permissions import can_view_workspace
from projects.views.parts import RemoveRow
from trainings.actions.details import add_detail, add_lines, change_detail, remove_detail
from trainings.exports.event_papers import agenda_paper
from trainings.forms.details import AgendaItemForm, AgendaPasteForm
from trainings.models import AgendaItem, Event
from trainings.views.below import BelowEvent
from trainings.views.tab import TrainingsTab

UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
LONGEST_NAME = 80


def block(page):
    """The lines by day; those who may change the event can add some. One query, where there are any."""
    (lines,) = read([lines_asked(page.object.pk)]) if getattr(page.object, "has_lines", True) else ([],)
    may_change, actions = page.may.change, []
    if not lines and not may_change:
        return None
    if may_change:
        actions += [Action(_("Add a line"), page.to("agendaitem-create")), Action(_("Paste lines"), page.to("agendaitem-paste"))]
    if lines:
        actions.append(Action(_("Print the programme"), reverse("trainings:agenda-print", args=[page.object.pk])))
        if can_view_workspace(page.request.user, page.object.project):
            actions.append(Action("PDF", page.to("agenda-pdf")))
    tables = [
        agenda_table(list(rows), day, (lambda row: page.to("agendaitem-edit", row.pk)) if may_change else None)
        for day, rows in groupby(lines, key=lambda line: line.day)
    ]
    return {"tables": tables, "actions": actions}


@once
def lines_asked(event):
    rows = AgendaItem.objects.filter(event=event).select_related("day")
    return rows.order_by("day__date", "day__starts_at", "day", "starts_at", "order", "pk")


def agenda_table(rows, day, url=None):
    columns = [
        Column("time", _("Time"), value=hours, empty=""),
        Column("topic", _("What"), url=url),
        Column("method", _("In what manner"), empty=""),
        Column("led_by", _("Led by"), empty=""),
    ]
    shown = [column for column in columns if column.key in {"time", "topic"} or any(getattr(row, column.key) for row in rows)]
    return Table(shown, rows, caption=format_day(day.date)[0] if day else _("Programme of the day"))


def hours(row):
    if row.starts_at is None:
        return ""
    return f"{row.starts_at:%H:%M}–{row.ends_at:%H:%M}" if row.ends_at else f"{row.starts_at:%H:%M}"


class AgendaRows(BelowEvent):
    model = AgendaItem
    section = "agenda"

    def get_success_url(self):
        return f"{super().get_success_url()}#agenda"

    def get_cancel_url(self):
        return self.get_success_url()


class AgendaCreate(AgendaRows, CreatePage):
    form_class = AgendaItemForm
    verb = staticmethod(add_detail)
    page_title = _("Add a line to the programme")

    def get_initial(self):
        """After the last line there is."""
        last = AgendaItem.objects.filter(event=self.owner).order_by("day__date", "starts_at", "order").last()
        if last is None:
            return {"day": self.owner.days.order_by("date", "pk").first()}
        return {"day": last.day_id, "starts_at": last.ends_at, "order": min(last.order + 1, 32767)}

    def actions(self):
        return [Action(_("Paste lines"), reverse("trainings:agendaitem-paste", args=[self.parent.slug, self.owner.pk]))]


class AgendaEdit(AgendaRows, UpdatePage):
    form_class = AgendaItemForm
    verb = staticmethod(change_detail)

    def actions(self):
        return [Action(_("Remove"), self.sibling("remove"), danger=True)]


class AgendaRemove(AgendaRows, RemoveRow):
    verb = staticmethod(remove_detail)
    question = _("Remove this line of the programme?")


class AgendaPaste(AgendaRows, ActionPage):
    """A block of lines at once, all or none."""

    has_object = False
    form_class = AgendaPasteForm
    question = _("Paste lines of the programme")
    explanation = _("From a letter or a spreadsheet: the times are found by themselves.")
    submit_label = _("Add the lines")
    success_message = _("The lines are added.")

    @property
    def subject(self):
        return self.owner if self.owner is not None else self.parent

    def perform(self, event):
        answer = self.form.cleaned_data
        add_lines(event, answer["lines"], by=self.request.user, day=answer["day"], key=answer["idempotency_key"])


class AgendaPrint(Page):
    """The programme as a page for the printer, for whoever sees the event."""

    model = Event
    rule = public
    has_object = True

    def get_queryset(self):
        return super().get_queryset().select_related("project__programme__parent__parent", "organiser", "municipality")

    def get(self, request, *args, **kwargs):
        return paper_response(agenda_paper(self.object), "html", file_name(self.object))


class AgendaPdf(TrainingsTab, Page):
    """The same as a file; only for the project's people, for it is much work."""

    model = Event
    rule = staticmethod(can_view_workspace)
    has_object = True

    def get_queryset(self):
        return super().get_queryset().select_related("project__programme__parent__parent", "organiser", "municipality")

    def get(self, request, *args, **kwargs):
        try:
            return paper_response(agenda_paper(self.object), "pdf", file_name(self.object))
        except PdfUnavailable as error:
            return pdf_unavailable(request, error, print_url=reverse("trainings:agenda-print", args=[self.object.pk]))


def file_name(event):
    return UNFIT.sub(" ", str(event)).strip()[:LONGEST_NAME]
