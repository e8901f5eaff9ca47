"""The editor of an action plan: one section at a time, saved together with what others save."""
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communities import permissions
from communities.actions import drafts, editing, resolve_comment
from communities.choices import PlanStep, SectionKind
from communities.codes.cells import split_row_key
from communities.forms.editor import SectionForm, drafted, gone_rows, lost_texts
from communities.forms.editor_paste import read_rows
from communities.forms.editor_sent import Sent
from communities.models import PlanComment
from communities.summaries import missing_in, step_url
from communities.summaries.content import content_of
from communities.views.base import BelowPlan
from portal.shared.ui import Action, Crumb
from portal.shared.views import Page
from portal.shared.ways import reverse
from projects.views.workspace import route_of

WRONG, CONFLICT = 422, 409
BLANK_ROWS, MOST_TAKEN, LONGEST_NUMBER = 3, 20, 19


class EditorPage(BelowPlan):
    """What the pages of the editor share: the plan's content, and the section in the address."""

    @property
    def plan(self):
        return self.owner

    @cached_property
    def content(self):
        return content_of(self.plan)

    @cached_property
    def section(self):
        section = self.content.section(self.kwargs["section"])
        if section is None:
            raise Http404
        return section

    def url_of(self, name, *args):
        return reverse(f"communities:{name}", args=[self.parent.slug, self.plan.pk, *args])

    def present(self, titles):
        """[(name, title of the section)] of others who had the plan open a moment ago: one query."""
        seen = drafts.present(self.plan, self.request.user)
        return [(name, titles.get(section, "")) for name, section in seen]


class PlanSection(EditorPage, Page):
    """One section with everything it asks. Saving merges with what others saved; what cannot be merged is asked about (409).

    When the plan was submitted while somebody typed, the page says so and keeps what was typed.
    """

    template_name = "communities/editor/section.html"

    def get(self, request, *args, **kwargs):
        if not permissions.can_write_plan(request.user, self.plan):
            raise PermissionDenied
        blanks = BLANK_ROWS if request.GET.get("blank") else 0
        return self.show(sheet=drafted(self.section, self.drafts, blanks=blanks, comments=self.comments))

    def post(self, request, *args, **kwargs):
        sent = Sent(request.POST, self.section)
        if sent.do == "discard":
            drafts.drop_drafts(self.plan, self.section.code, by=request.user)
            messages.success(request, _("The unsaved text is thrown away."))
            return HttpResponseRedirect(self.here())
        if sent.do == "paste":
            return self.show_pasted(sent)
        if sent.do == "restore":
            return self.take_back(sent)
        return self.save(sent)

    # --- saving ---

    def save(self, sent):
        try:
            outcome = editing.save_section(
                self.plan, self.section.code, by=self.request.user, texts=sent.texts, bases=sent.bases, removed=sent.removed,
                order=sent.order,
            )
            if sent.do == "settle":
                self.settle(sent.what)
        except ValidationError as error:
            return self.show_wrong(sent, error)
        if outcome.conflicts or outcome.gone:
            return self.show_conflict(sent, outcome)
        self.tell(sent, outcome)
        return HttpResponseRedirect(self.after(sent, outcome))

    def settle(self, number):
        known = number.isdecimal() and len(number) < LONGEST_NUMBER
        comment = PlanComment.objects.filter(plan=self.plan, pk=number if known else 0).first()
        if comment is not None:
            comment.plan = self.plan
            resolve_comment(comment, by=self.request.user)

    def take_back(self, sent):
        """A row that somebody took out stands again, with what this person wrote in it."""
        try:
            editing.restore_row(self.plan, sent.what, by=self.request.user, texts=sent.texts_of(sent.what))
        except ValidationError as error:
            return self.show_wrong(sent, error)
        messages.success(self.request, _("The row is back."))
        return self.save(sent)

    def tell(self, sent, outcome):
        said = {"settle": _("Saved, and the comment is settled."), "remove": _("Saved, and the row is taken out.")}
        messages.success(self.request, _("Saved.") if outcome.stayed else said.get(sent.do) or _("Saved."))
        for row in outcome.stayed.values():
            messages.warning(
                self.request,
                _("“%(row)s” stays: %(who)s changed it meanwhile. Look at it, and take it out again if you still want.")
                % {"row": row.name, "who": row.who or _("somebody else")},
            )
        if outcome.theirs:
            count = len(outcome.theirs)
            messages.info(
                self.request,
                ngettext(
                    "Others changed %(count)d field meanwhile; both changes are kept.",
                    "Others changed %(count)d fields meanwhile; both changes are kept.",
                    count,
                ) % {"count": count},
            )

    def after(self, sent, outcome):
        """Where one goes after saving: on, or back to the row at which one was."""
        saved = f"saved={sent.key}" if sent.key else ""
        if sent.do == "next" and self.following:
            return f"{self.url_of('plan-section', self.following.code)}?{saved}"
        query = [saved, "blank=1" if sent.do == "add" else "", *(f"taken={key}" for key in sorted(outcome.removed))]
        row = sent.what if sent.do in {"up", "down"} else ""
        anchor = f"#row-{outcome.added.get(row, row)}" if row else "#rows" if sent.do in {"add", "remove"} else ""
        return f"{self.here()}?{'&'.join(part for part in query if part)}{anchor}"

    def here(self):
        return self.url_of("plan-section", self.section.code)

    # --- what is shown when it is not saved, or not all of it ---

    def show_wrong(self, sent, error):
        by_cell = hasattr(error, "error_dict")
        errors = error.message_dict if by_cell else {}
        sheet = self.sheet_as_sent(sent, errors=errors, problems=[] if by_cell else error.messages)
        shown = {control.name for control in sheet.controls}
        sheet.problems += [text for name, texts in errors.items() if name not in shown for text in texts]
        return self.show(WRONG, sheet=sheet)

    def show_conflict(self, sent, outcome):
        """Everything else is saved; the page stands as it is kept now, with this person's text in the cells in question."""
        self.__dict__.pop("content", None)
        self.__dict__.pop("section", None)
        # A new row that was sent twice is known by another name by now.
        mine = {name: sent.texts.get(name, told.mine) for name, told in outcome.conflicts.items()}
        lost = {cell: text for key, row in outcome.gone.items() for cell, text in row.texts.items()}
        sheet = SectionForm(
            self.section, texts=mine, conflicts=outcome.conflicts, gone=gone_rows(self.section, lost, outcome.gone),
            comments=self.comments, notes=[_("Everything else is saved.")],
        )
        return self.show(CONFLICT, sheet=sheet)

    def show_pasted(self, sent):
        if sent.grid is None:
            raise Http404
        try:
            pasted = read_rows(sent.grid, sent.block)
        except ValidationError as error:
            return self.show(WRONG, sheet=self.sheet_as_sent(sent, problems=error.messages), pasted=sent.block)
        count = len(pasted.rows)
        notes = [
            ngettext(
                "%(count)d row is below. Look it over and save.", "%(count)d rows are below. Look them over and save.", count
            ) % {"count": count},
            *pasted.notes,
        ]
        sheet = self.sheet_as_sent(sent, texts=pasted.texts, more=pasted.rows, errors=pasted.errors, notes=notes)
        return self.show(sheet=sheet)

    def sheet_as_sent(self, sent, texts=None, more=(), **told):
        rows = [key for key in sent.rows if key not in sent.blank_rows] if more else sent.rows
        lost = sent.gone | lost_texts(self.section, sent.everything, sent.bases)
        return SectionForm(
            self.section, texts=sent.everything | (texts or {}), bases=sent.bases, rows=[*rows, *more],
            removed=sent.removed, gone=gone_rows(self.section, lost), comments=self.comments, **told,
        )

    # --- the page ---

    @cached_property
    def drafts(self):
        return [draft for draft in drafts.drafts_of(self.plan, self.request.user) if draft.section == self.section.code]

    @cached_property
    def comments(self):
        """{cell or "": [open comment]} of this section: one query."""
        found = {}
        rows = PlanComment.objects.filter(plan=self.plan, section__code=self.section.code, resolved_at=None)
        for comment in rows.select_related("author").order_by("pk"):
            found.setdefault(comment.cell, []).append(comment)
        return found

    @cached_property
    def following(self):
        """The section after this one, or None."""
        codes = [section.code for section in self.content.sections]
        place = codes.index(self.section.code) + 1
        return self.content.sections[place] if place < len(codes) else None

    def get_page_title(self):
        return self.section.title

    def page_eyebrow(self):
        return self.plan.title

    def crumbs_below(self):
        return [Crumb(str(self.plan), self.plan.get_absolute_url())]

    def actions(self):
        if self.section.kind == SectionKind.TASKS:
            return [Action(_("Tasks on a time line"), self.url_of("plan-timeline"), icon="calendar")]
        if self.section.kind == SectionKind.ASSETS and self.plan.enrolment_id:
            url = route_of("communities:asset-list", self.plan.enrolment.community_id)
            return [Action(_("The community's resources"), url, icon="leaf")] if url else []
        return []

    def elsewhere(self):
        """Where the first row of a table is written that is not written here; from there one comes back."""
        if self.section.kind != SectionKind.ASSETS or not self.plan.enrolment_id:
            return None
        community = self.plan.enrolment.community
        if community.is_archived or not permissions.can_assess(self.request.user, self.plan.enrolment):
            return None
        new = reverse("communities:asset-create", args=[community.pk])
        return Action(_("Add a resource"), f"{new}?next={self.here()}", icon="plus")

    def onward(self):
        """Once everything is there, handing the plan over; after the last section, the one in which something is missing."""
        missing = missing_in(self.content)
        if not missing and PlanStep.SUBMITTED in permissions.open_steps(self.request.user, self.plan):
            return Action(_("Submit the plan"), step_url(self.plan, PlanStep.SUBMITTED))
        others = [each for each in missing if each.code != self.section.code]
        if self.following or not others:
            return None
        missing = _("Still missing")
        return Action(f"{missing}: {others[0].title}", self.url_of("plan-section", others[0].code))

    def get_context_data(self, **kwargs):
        query, sheet = self.request.GET, kwargs["sheet"]
        titles = {section.code: section.title for section in self.content.sections}
        own = {
            "plan": self.plan, "content": self.content, "section": self.section, "following": self.following,
            "lines": self.contents(), "present": self.present(titles), "here": self.here(), "saved": query.get("saved", ""),
            "draft_url": self.url_of("plan-draft", self.section.code), "preview_url": reverse("markdown-preview"),
            "taken": [key for key in query.getlist("taken") if split_row_key(key)][:MOST_TAKEN], "pasted": "",
            "restore": "yes" if sheet.is_draft else "", "has_needed": self.has_needed(sheet),
            "elsewhere": self.elsewhere(), "onward": self.onward(),
            "words": words(), "lang": self.plan.language,
        }
        return super().get_context_data(**own | kwargs)

    def has_needed(self, sheet):
        """Is anything starred here, or will it be in the first row?"""
        headings = self.section.grid.headings if sheet.grid else ()
        return any(each.required for each in (*sheet.controls, *headings))

    def contents(self):
        return [
            ContentsLine(
                section.title, self.url_of("plan-section", section.code), section.done, section.of, section is self.section
            )
            for section in self.content.sections
        ]


@dataclass(frozen=True)
class ContentsLine:
    """A section in the table of contents: `done` of `of` required things are there."""

    title: str
    url: str
    done: int
    of: int
    current: bool

    @property
    def is_complete(self):
        return bool(self.of) and self.done == self.of


def words():
    """What the scripts of the page say; {time}, {name}, {number} and so on are filled in there."""
    return {
        "kept": _("Kept as your draft, {time}"),
        "saving": _("Keeping…"),
        "restored": _("What you typed earlier is back in the fields. It is not saved yet."),
        "offline": _("No connection: kept in this browser."),
        "trouble": _("The portal does not answer: kept in this browser."),
        "full": _("This browser has no room to keep your text: save now."),
        "refused": _("Not accepted: kept in this browser."),
        "reload": _("Open the page anew"),
        "signed_out": _("Signed out: kept in this browser."),
        "sign_in": _("Sign in again"),
        "sign_in_url": reverse("account_login"),
        "also": _("Also writing:"),
        "row": _("row {number}"),
        "moved": _("“{name}” is row {number} now."),
        "removed": _("“{name}” is taken out when you save."),
        "away": _("“{name}” is taken out."),
        "back": _("“{name}” is back."),
        "put_back": _("Put it back"),
        "filled": _("Rows filled: {count}."),
        "total_left_out": _("The row of totals was left out."),
        "not_known": _("“{text}” is not in the list of “{column}”."),
        "too_many": _("Too many rows: only the first {count} were taken."),
        "unknown_columns": _("Columns that are not known were left out."),
        "too_wide": _("What stood right of the last column was left out."),
        "nothing": _("nothing"),
        "no_preview": _("The preview does not answer now."),
    }
