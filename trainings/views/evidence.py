"""The evidence of an event: the funders' checklists, what lies there, and closing the event when nothing is missing."""
import uuid
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.shared.ui import Action, Crumb
from portal.shared.views import ActionPage, ArchivePage, CreatePage, RestorePage, UpdatePage
from portal.shared.views.base import ShowPage
from portal.shared.ways import reverse
from projects.choices import EvidenceKind
from projects.permissions import can_view_workspace
from trainings import permissions
from trainings.actions import evidence as actions
from trainings.choices import EventStatus
from trainings.forms.evidence import EvidenceEditForm, EvidenceForm, ReopenForm
from trainings.models import EvidenceItem
from trainings.summaries.evidence import MADE, THERE, Line, pack_of
from trainings.views.below import BelowEvent, OneEvent

STATES = {THERE: (_("there"), "good"), MADE: (_("the portal writes it"), "good")}


@dataclass(frozen=True)
class Row:
    """A line of the checklist as the page prints it. `key` makes an upload count once, however often it is sent."""

    line: Line
    state: str
    tone: str
    hint: str
    go: Action | None
    files: tuple
    made_url: str
    key: str


class EvidenceRows(OneEvent):
    """Pages about one event's evidence, from which one returns to it."""

    part = "evidence"

    def to(self, name, *args):
        return reverse(f"trainings:{name}", args=[self.parent.slug, self.object.pk, *args])

    def get_success_url(self):
        return self.to("event-evidence")

    get_cancel_url = get_success_url


class EvidencePage(EvidenceRows, ShowPage):
    """The state of each line for everybody of the project; the files for whoever keeps the event, and the auditor."""

    has_object = True
    about_object = False
    rule = staticmethod(can_view_workspace)
    template_name = "trainings/event_evidence.html"
    page_title = _("Evidence")
    object_rules = {"change": permissions.can_change_event, "read": permissions.can_read_event_papers}

    @cached_property
    def pack(self):
        self.object.project = self.parent
        return pack_of(self.object)

    def actions(self):
        pack, found = self.pack, []
        if self.may.change and pack.closed_on:
            found.append(Action(_("Open again"), self.to("event-reopen")))
        elif self.may.change:
            if self.object.status == EventStatus.HELD and pack.complete:
                found.append(Action(_("Close the event"), self.to("event-close"), primary=True, icon="check"))
            found.append(Action(_("Add evidence"), self.to("evidenceitem-create"), icon="plus"))
        if self.may.read:
            found.append(Action(_("All as ZIP"), self.to("evidence-zip"), icon="download"))
        return found

    def get_context_data(self, **kwargs):
        pack = self.pack
        return super().get_context_data(
            pack=pack, rows=[self.row(line) for line in pack.lines], extra=self.files(pack.extra),
            upload_url=self.to("evidenceitem-create"), taken_out=self.taken_out(), advice=self.advice(),
            feedback_url=self.to("feedback-summary"), **kwargs,
        )

    def row(self, line):
        state, tone = STATES.get(line.state, (_("open"), "attention" if line.required else "neutral"))
        return Row(
            line, state, tone, self.hint(line), self.go(line), self.files(line.items),
            self.made_url(line.kind) if line.made else "", str(uuid.uuid4()),
        )

    def hint(self, line):
        if line.lacks_sheets:
            return _now("Signed sheets of %(signed)d of %(days)d days are here.") % {
                "signed": line.sheets[0], "days": line.sheets[1],
            }
        if line.state == MADE:
            return _now("Written from what was entered; it goes into the ZIP as a document. Upload a file to use that instead.")
        return {
            EvidenceKind.AGENDA: _now("Write the programme of the day, or upload the agenda."),
            EvidenceKind.FEEDBACK: _now("Collect answers, or upload a summary."),
            EvidenceKind.ATTENDANCE: _now("Upload the scan on the page of the day's attendance, or here."),
            EvidenceKind.REPORT: _now("Write the report of the event, or upload it."),
        }.get(line.kind, "") if not line.done else ""

    def go(self, line):
        """Where an open line can be turned green without a file of one's own."""
        if line.done or not self.may.change or self.pack.closed_on:
            return None
        return {
            EvidenceKind.AGENDA: Action(_("Write the programme"), f"{self.object.get_absolute_url()}#agenda"),
            EvidenceKind.ATTENDANCE: Action(_("To the days and their sheets"), self.object.get_absolute_url()),
            EvidenceKind.FEEDBACK: Action(_("Hand out the address of the feedback form"), self.to("feedback-summary")),
            EvidenceKind.REPORT: Action(_("Write the report"), self.to("eventreport-edit")),
        }.get(line.kind)

    def made_url(self, kind):
        """Where the paper that the portal writes can be looked at."""
        if kind == EvidenceKind.FEEDBACK:
            return self.to("feedback-paper", "html")
        if kind == EvidenceKind.CERTIFICATE and not self.may.read:
            return ""
        return self.to("evidence-paper", kind, "html")

    def files(self, items):
        """[(EvidenceItem, address of the file, address of its form)]; nothing for those who may not read them."""
        if not self.may.read:
            return ()
        edit = "evidenceitem-edit" if self.may.change else ""
        return tuple(
            (item, self.to("evidenceitem-download", item.pk), self.to(edit, item.pk) if edit else "") for item in items
        )

    def taken_out(self):
        if not self.may.change:
            return []
        rows = EvidenceItem.objects.archived().filter(event=self.object).select_related("document").order_by("kind", "pk")
        return [(item, self.to("evidenceitem-restore", item.pk)) for item in rows]

    def advice(self):
        return obstacle(self.object, self.pack) if self.pack.lines else ""


def obstacle(event, pack):
    """What stands between an event and its closing, in words; "" when nothing does."""
    if pack.closed_on:
        return ""
    if pack.open:
        return _now("Still missing: %(what)s.") % {"what": ", ".join(str(line.label) for line in pack.open)}
    if pack.lacks_comment:
        return _now("A mean of the feedback is below 4.0: write the organiser's comment first.")
    if event.status != EventStatus.HELD:
        return _now("Everything is together. Once the event is noted as held, it can be closed.")
    return ""


class EvidenceItems(BelowEvent):
    model = EvidenceItem
    part = "evidence"

    def get_queryset(self):
        """Who may is asked of the event: an insider without the right hears 403 and not that it is not there."""
        return EvidenceItem.objects.filter(event__project=self.parent, event=self.kwargs["event_pk"])

    def to_evidence(self):
        return reverse("trainings:event-evidence", args=[self.parent.slug, self.owner.pk])

    def get_success_url(self):
        return self.to_evidence()

    get_cancel_url = get_success_url

    def crumbs_below(self):
        return [Crumb(str(self.owner), self.owner.get_absolute_url()), Crumb(_now("Evidence"), self.to_evidence())]


class EvidenceCreate(EvidenceItems, CreatePage):
    form_class = EvidenceForm
    page_title = _("Add evidence")
    page_lead = _("One document serves every funder who asks for its kind.")
    success_message = _("The evidence is here.")

    def get_initial(self):
        kind = self.request.GET.get("kind", "")
        return {"kind": kind} if kind in EvidenceKind.values else {}

    def get_success_url(self):
        """Back to the line that has just turned green."""
        return f"{self.to_evidence()}#{self.object.kind}"

    def save(self, form):
        answer = form.cleaned_data
        return self.done(actions.add_evidence(
            form.instance, by=self.request.user, upload=answer.get("file"), title=answer.get("title") or "",
            key=answer.get("idempotency_key"),
        ))


class EvidenceEdit(EvidenceItems, UpdatePage):
    form_class = EvidenceEditForm
    verb = staticmethod(actions.change_evidence)

    def get_queryset(self):
        return super().get_queryset().live().select_related("document")

    def get_page_title(self):
        return _now("Edit: %(name)s") % {"name": self.object.document}

    def actions(self):
        return [Action(_("Take out of the evidence"), self.sibling("archive"), danger=True)]


class EvidenceArchive(EvidenceItems, ArchivePage):
    has_object = True
    verb = staticmethod(actions.archive_evidence)
    question = _("Take this out of the evidence?")
    explanation = _("The document stays in the project. It can be put back.")
    submit_label = _("Take out of the evidence")
    success_message = _("It is taken out.")

    def perform(self, _event):
        self.verb(self.object, by=self.request.user)


class EvidenceRestore(EvidenceItems, RestorePage):
    has_object = True
    verb = staticmethod(actions.restore_evidence)
    question = _("Put this back into the evidence?")
    submit_label = _("Put back")
    success_message = _("It is back.")

    def perform(self, _event):
        self.verb(self.object, by=self.request.user)


class EventClose(EvidenceRows, ActionPage):
    rule = staticmethod(permissions.can_change_event)
    question = _("Close this event?")
    explanation = _("Nothing can be taken out of its evidence then, and no more feedback comes in. It can be opened again.")
    submit_label = _("Close the event")
    success_message = _("The event is closed.")

    def get(self, request, *args, **kwargs):
        """What stands in the way is said before somebody tries."""
        return self.show(problems=[text for text in [obstacle(self.object, pack_of(self.object))] if text])

    def perform(self, event):
        actions.close_event(event, by=self.request.user)


class EventReopen(EvidenceRows, ActionPage):
    rule = staticmethod(permissions.can_change_event)
    form_class = ReopenForm
    question = _("Open this event again?")
    submit_label = _("Open again")
    success_message = _("The event is open again.")

    def perform(self, event):
        actions.reopen_event(event, by=self.request.user, reason=self.form.cleaned_data["reason"])


def block(page):
    """On the event's page, for the project's people: how many documents prove it, and whether it is closed. No query."""
    event = page.object
    if event.status == EventStatus.CANCELLED or not can_view_workspace(page.request.user, event.project):
        return None
    report = getattr(event, "report", None)
    return {"proofs": event.proofs, "closed_on": report.closed_on if report else None, "url": page.to("event-evidence")}
