"""Remarks about a plan."""
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from communities import actions, permissions
from communities.forms import PlanCommentForm
from communities.models import PlanComment, SectionTemplate
from communities.summaries.content import content_of
from communities.views.base import BelowPlan
from communities.views.plan_parts import label_of
from portal.shared.verbs import spread
from portal.shared.views import ActionPage, CreatePage


class CommentCreate(BelowPlan, CreatePage):
    """`?section=<code>&cell=<name>`: what the remark is about."""

    model = PlanComment
    rule = staticmethod(permissions.can_comment_plan)
    form_class = PlanCommentForm
    verb = staticmethod(spread(actions.comment_plan))
    page_title = _("Comment on the plan")
    submit_label = _("Send the comment")
    success_message = _("The comment is sent.")

    @cached_property
    def section(self):
        """The one named in the address; whatever else stands there names none."""
        code = self.request.GET.get("section")
        rows = SectionTemplate.objects.filter(template=self.owner.template_id).live() if code else ()
        return next((row for row in rows if row.code == code), None)

    def get_instance(self):
        comment = super().get_instance()
        comment.author = self.request.user
        return comment

    def get_initial(self):
        cell = self.request.GET.get("cell", "")
        return {"section": self.section, "cell": cell[:80]} if self.section else {}

    def get_context_data(self, **kwargs):
        about = label_of(content_of(self.owner), self.request.GET.get("cell", "")) if self.section else ""
        lead = " · ".join(part for part in (str(self.section or ""), about) if part)
        return super().get_context_data(**{"lead": lead} | kwargs)


class CommentPage(BelowPlan, ActionPage):
    """A question about one remark; whoever made it may answer as well as whoever writes the plan."""

    model = PlanComment
    about_owner = False
    rule = staticmethod(permissions.can_settle_comment)

    @property
    def subject(self):
        return self.object

    def get_queryset(self):
        return super().get_queryset().select_related("section", "author")


class CommentResolve(CommentPage):
    question = _("Is this settled?")
    submit_label = _("Settle")
    success_message = _("The comment is settled.")

    def perform(self, comment):
        actions.resolve_comment(comment, by=self.request.user)


class CommentReopen(CommentPage):
    question = _("Open this comment again?")
    submit_label = _("Open again")
    success_message = _("The comment is open again.")

    def perform(self, comment):
        actions.reopen_comment(comment, by=self.request.user)
