"""Bringing a table in, in three steps: paste or drop, look and choose, see what was made and undo it if need be."""
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.shared import exports
from portal.shared.imports import verbs
from portal.shared.imports.forms import ImportForm
from portal.shared.imports.preview import MOST_SHOWN, Preview
from portal.shared.models import ImportBatch
from portal.shared.ui import Action, Crumb, Step
from portal.shared.views.base import Page, find
from portal.shared.views.lists import EXPORTS
from portal.shared.ways import reverse

WRONG, CONFLICT = 422, 409
MOST_TOLD = 10
FORM, BATCH, UNDO = "form", "batch", "undo"
TEMPLATES = {FORM: "imports/form.html", BATCH: "imports/preview.html", UNDO: "layouts/confirm.html"}


class ImportPage(Page):
    """A page that brings in a table; `portal.shared.imports` shows a whole one.

    kind, route         a slug of its own; the name of the first address with its namespace ("communities:community-import")
    page_title          the heading: _("Bring in communities")
    sheet(parent, user) -> Sheet
    create(row, by)     -> what was made of one ParsedRow: a saved row or a list of them
    duplicates(rows)    -> {row number: sentence}; of rows without problems
    take_back(row, by)  undo of one row that was made
    """

    kind = ""
    route = ""
    preview_class = Preview
    step = FORM
    page_lead = gettext_lazy("Nothing is added before you have looked at it.")

    batch = None

    @classmethod
    def paths(cls, address, name):
        """The three addresses for urls.py."""
        return [
            path(address, cls.as_view(), name=name),
            path(f"{address}<id:pk>/", cls.as_view(step=BATCH), name=f"{name}-batch"),
            path(f"{address}<id:pk>/undo/", cls.as_view(step=UNDO), name=f"{name}-undo"),
        ]

    # --- what a page says ---

    def sheet(self, parent, user):
        raise NotImplementedError(f"{type(self).__name__} must say what its table is made of.")

    def create(self, row, by):
        raise NotImplementedError(f"{type(self).__name__} must say what a row becomes.")

    def duplicates(self, rows):
        return {}

    def take_back(self, instance, by):
        raise NotImplementedError(f"{type(self).__name__} must say how a row is taken back.")

    # --- addresses ---

    def address(self, step=FORM, batch=None):
        kwargs = {name: value for name, value in self.kwargs.items() if name != "pk"}
        if step == FORM:
            return reverse(self.route, kwargs=kwargs)
        return reverse(f"{self.route}-{step}", kwargs=kwargs | {"pk": (batch or self.batch).pk})

    def get_cancel_url(self):
        return self.subject.get_absolute_url() if hasattr(self.subject, "get_absolute_url") else ""

    def breadcrumbs(self):
        if self.batch is None:
            return super().breadcrumbs()
        *above, here = super().breadcrumbs()
        return [*above, Crumb(self.page_title, self.address()), here]

    def get_page_title(self):
        if self.batch is None:
            return self.page_title
        if self.step == UNDO:
            return _("Undo what was added?")
        return {"waiting": _("Look before you add"), "done": _("The rows are added"), "undone": _("The rows were taken back")}[
            self.batch.status
        ]

    # --- access: the page's rule, and one's own batch ---

    def load(self):
        subject = super().load()
        if self.step != FORM:
            mine = ImportBatch.objects.filter(user_pk=str(self.request.user.pk), kind=self.kind, about=self.about())
            self.batch = find(mine, pk=self.kwargs["pk"])
        return subject

    def about(self):
        return f"{self.parent._meta.label_lower}:{self.parent.pk}" if self.parent is not None else ""

    @cached_property
    def table(self):
        return self.sheet(self.parent, self.request.user)

    # --- the steps ---

    def get(self, request, *args, **kwargs):
        if self.step == FORM:
            return self.template_file() if "template" in request.GET else self.show(form=self.get_form())
        if self.step == UNDO:
            return self.show() if self.batch.status == "done" else self.to_batch()
        if self.batch.status != "waiting":
            return self.show_result()
        return self.with_preview(self.show_preview)

    def post(self, request, *args, **kwargs):
        if self.step == FORM:
            return self.keep()
        if self.step == UNDO:
            return self.undo()
        return self.to_batch() if self.batch.status != "waiting" else self.with_preview(self.carry_out)

    def get_form(self, data=None, files=None):
        return ImportForm(data, files, user=self.request.user, parent=self.parent, sheet=self.table)

    def keep(self):
        form = self.get_form(self.request.POST, self.request.FILES)
        if not form.is_valid():
            return self.show(WRONG, form=form)
        try:
            batch = verbs.keep_batch(form.cells, by=self.request.user, kind=self.kind, about=self.about())
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(WRONG, form=form)
        return HttpResponseRedirect(self.address(BATCH, batch))

    def with_preview(self, answer):
        """`answer(preview)`; when the kept rows can no longer be read as a table, back to the first step with the reason."""
        try:
            parsed = self.table.parse(verbs.cells_of(self.batch))
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
            return HttpResponseRedirect(self.address())
        return answer(self.preview_class(parsed, self.duplicates, self.chosen()))

    def chosen(self):
        """Numbers of the doubles that were ticked."""
        return {int(text) for text in self.sent.getlist("add") if text.isascii() and text.isdigit() and len(text) < 9}

    @property
    def sent(self):
        return self.request.POST if self.request.method == "POST" else self.request.GET

    @property
    def leaves_out(self):
        return self.sent.get("leave_out") == "1"

    def carry_out(self, preview):
        if preview.problems and not self.leaves_out:
            return self.show_preview(preview, WRONG, [_("Some rows have problems. Leave them out, or correct the table.")])
        try:
            outcome = verbs.carry_out(
                self.batch, by=self.request.user, rows=preview.to_add(), create=self.create, leave_out=self.leaves_out
            )
        except verbs.RowsRefused as error:
            preview.refused = error.problems
            preview.__dict__.pop("states", None)
            said = [_("Nothing was added: some rows were refused."), *error.messages[:MOST_TOLD]]
            return self.show_preview(preview, WRONG, said)
        except ValidationError as error:
            return self.show_preview(preview, WRONG, error.messages)
        if outcome.fresh:
            self.tell(preview, outcome)
        return self.to_batch()

    def tell(self, preview, outcome):
        added = len(preview.to_add()) - len(outcome.left_out)
        messages.success(self.request, ngettext("%(count)d row is added.", "%(count)d rows are added.", added) % {"count": added})
        left = len(preview.parsed.data) - added
        if left:
            text = ngettext("%(count)d row was left out.", "%(count)d rows were left out.", left) % {"count": left}
            messages.info(self.request, text)
        for line in verbs.RowsRefused(outcome.left_out).messages[:MOST_TOLD] if outcome.left_out else ():
            messages.warning(self.request, line)

    def undo(self):
        if self.batch.status == "undone":
            return self.to_batch()
        try:
            undone = verbs.undo(self.batch, by=self.request.user, take_back=self.take_back)
        except ValidationError as error:
            return self.show(CONFLICT, problems=error.messages)
        messages.success(self.request, self.taken_words(undone.taken))
        for line in undone.left[:MOST_TOLD]:
            messages.warning(self.request, line)
        if len(undone.left) > MOST_TOLD:
            more = len(undone.left) - MOST_TOLD
            words = ngettext("And %(count)d more row stays.", "And %(count)d more rows stay.", more)
            messages.warning(self.request, words % {"count": more})
        return self.to_batch()

    def taken_words(self, count):
        return ngettext("%(count)d row was taken back.", "%(count)d rows were taken back.", count) % {"count": count}

    def to_batch(self):
        return HttpResponseRedirect(self.address(BATCH))

    # --- what is shown ---

    def template_file(self):
        """An empty sheet with the headings."""
        headings = [exports.Column(each.label, 24) for each in self.table.fields]
        disposition = content_disposition_header(as_attachment=True, filename=f"{self.page_title}.xlsx")
        return HttpResponse(
            exports.write_xlsx(self.page_title, headings, []), content_type=EXPORTS["xlsx"],
            headers={"Content-Disposition": disposition},
        )

    def show_preview(self, preview, status=200, problems=()):
        return self.show(
            status, preview=preview, problems=list(problems), leaves_out=self.leaves_out, lines=preview.lines(),
            headings=preview.headings(), most_shown=MOST_SHOWN, submit_label=self.add_label(preview),
            may_add=(not preview.problems or self.leaves_out) and bool(preview.new or preview.double),
        )

    def add_label(self, preview):
        if not preview.new:
            return _("Add the ticked rows")
        return ngettext("Add %(count)d row", "Add %(count)d rows", preview.new) % {"count": preview.new}

    def show_result(self):
        self.template_name = "imports/result.html"
        made = [self.crumb_of(row) for row in verbs.made_by(self.batch, MOST_SHOWN)]
        count = verbs.count_made(self.batch)
        return self.show(made=made, count=count, hidden=max(0, count - MOST_SHOWN))

    def actions(self):
        if self.step == BATCH and self.batch.status == "done":
            return [Action(_("Undo"), self.address(UNDO))]
        return super().actions()

    def steps(self):
        states = ["current", "todo", "todo"]
        if self.batch is not None:
            states = ["done", "current", "todo"] if self.batch.status == "waiting" else ["done", "done", "done"]
        labels = [_("Paste or choose a file"), _("Look and choose"), _("Done")]
        return [Step(label, state) for label, state in zip(labels, states, strict=True)]

    def get_template_names(self):
        return [self.template_name or TEMPLATES[self.step]]

    def get_context_data(self, **kwargs):
        context = {"import_steps": self.steps(), "cancel_url": self.get_cancel_url(), "batch": self.batch, "problems": []}
        if self.step == FORM:
            context |= {"fields": self.table.fields, "template_url": "?template=1", "submit_label": _("Look at the rows")}
        else:
            context |= {"again_url": self.address(), "undo_url": self.address(UNDO)}
        if self.step == UNDO:
            context |= {
                "question": self.get_page_title(), "submit_label": _("Undo"), "dangerous": True, "form": None,
                "form_name": "import-undo", "cancel_url": self.address(BATCH),
                "explanation": _("Every row that nobody has changed since is taken back."),
            }
        return super().get_context_data(**context | kwargs)
