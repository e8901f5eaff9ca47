"""What one was told, and where one wants to be told of what."""
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.shared.requests import safe_next
from portal.shared.rules import signed_in
from portal.shared.tables import Column
from portal.shared.ui import Action
from portal.shared.views import ActionPage, ListPage, Page
from portal.shared.ways import reverse
from projects.actions import notices
from projects.filters import NoticeFilters
from projects.forms import NoticeChoicesForm
from projects.models import Notice
from projects.summaries.notices import channels_of, notices_of, told

WRONG = 422


class NoticeList(ListPage):
    """One's own notices, newest first; what is new is opened and seen with one click."""

    model = Notice
    rule = signed_in
    template_name = "projects/notice_list.html"
    filterset_class = NoticeFilters
    page_title = _("Notices")
    page_lead = _("What happened in your projects. You choose yourself what you are told of and what comes by mail.")
    paginate_by = 30
    empty_title = _("Nothing happened yet")
    empty_text = _("As soon as something happens in your projects, you are told of it here.")
    columns = (
        Column("made_at", _("When"), kind="date", sort="made_at"),
        Column("kind", _("Kind"), value="get_kind_display", sort="kind"),
        Column("told", _("What happened"), value=lambda row: told(row).sentence),
        Column("detail", _("Detail"), value=lambda row: told(row).detail),
        Column("project", _("Project"), value=lambda row: row.project.acronym if row.project_id else None),
        Column("seen_at", _("Seen"), kind="date", sort="seen_at", empty=_("not yet")),
    )

    def get_queryset(self):
        return notices_of(self.request.user)

    def count_text(self, count):
        return ngettext("%(count)d notice", "%(count)d notices", count) % {"count": count}

    def actions(self):
        return [Action(_("Choose what you are told of"), reverse("projects:noticechoice-edit"), icon="edit")]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        shown = [told(row) for row in context["page_obj"].object_list]
        return context | {"notices": shown, "any_new": any(not row.seen for row in shown)}


class NoticeSee(ActionPage):
    """Seen; and on to the page it is about."""

    model = Notice
    rule = signed_in
    question = _("Mark this notice as seen?")
    submit_label = _("Mark as seen")

    def get_queryset(self):
        return notices_of(self.request.user)

    def post(self, request, *args, **kwargs):
        notices.see(request.user, [self.object])
        return HttpResponseRedirect(safe_next(request, told(self.object).url or self.get_success_url()))

    def get_success_url(self):
        return reverse("projects:notice-list")

    get_cancel_url = get_success_url


class NoticeSeeAll(ActionPage):
    """Everything that is new is seen."""

    rule = signed_in
    has_object = False
    question = _("Mark all notices as seen?")
    submit_label = _("Mark all as seen")
    success_message = _("All notices are marked as seen.")

    def perform(self, _nothing):
        notices.see(self.request.user)

    def get_success_url(self):
        return reverse("projects:notice-list")

    get_cancel_url = get_success_url


class NoticeChoiceEdit(Page):
    """Of each kind: in the portal and by mail, in the portal only, or not at all."""

    rule = signed_in
    template_name = "projects/noticechoice_edit.html"
    page_title = _("What I am told of")
    page_lead = _("The mail comes once a day, only when there is something new, in the language of your profile.")

    def get(self, request, *args, **kwargs):
        return self.show(form=self.get_form())

    def post(self, request, *args, **kwargs):
        form = self.get_form(request.POST)
        if not form.is_valid():
            return self.show(WRONG, form=form)
        notices.choose_all(request.user, form.wanted)
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(safe_next(request, reverse("projects:notice-list")))

    def get_form(self, data=None):
        return NoticeChoicesForm(data, channels=channels_of(self.request.user), user=self.request.user)
