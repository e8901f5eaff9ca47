"""Frozen versions of a plan: read, compared with each other or with what the plan says now, brought back."""
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from communities import actions, permissions
from communities.forms import RestoreVersionForm
from communities.models import PlanVersion
from communities.summaries.content import content_of
from communities.summaries.path import step_name
from communities.summaries.versions import compare, from_json
from communities.views.base import BelowPlan
from communities.views.plan_drawn import content_drawn
from portal.shared.tables import format_day
from portal.shared.ui import Action, Crumb, Fact
from portal.shared.views import ActionPage, DetailPage
from portal.shared.views.base import ShowPage
from portal.shared.ways import reverse

NOW = "now"


class VersionPages(BelowPlan):
    """Whoever reads the plan reads its versions; only whoever writes in it now brings one back."""

    model = PlanVersion
    rule = staticmethod(permissions.can_view_plan)

    def get_queryset(self):
        return super().get_queryset().select_related("made_by")

    @cached_property
    def versions(self):
        """Without their contents, the latest first."""
        return list(self.get_queryset().defer("content").order_by("-number"))

    @cached_property
    def may_write(self):
        return permissions.can_write_plan(self.request.user, self.owner)

    def address(self, name, *args):
        return reverse(f"communities:{name}", args=[self.parent.slug, self.owner.pk, *args])

    def step(self, version):
        return step_name(self.owner, version.step)

    def when(self, version):
        return format_day(version.made_at)[0]

    def title_of(self, version):
        return _("Version %(number)d") % {"number": version.number}


class BelowVersions:
    """Pages about one version stand below the list of all."""

    def crumbs_below(self):
        return [*super().crumbs_below(), Crumb(_("Frozen versions"), self.address("planversion-list"))]


class VersionList(VersionPages, ShowPage):
    template_name = "communities/planversion_list.html"
    page_title = _l("Frozen versions")
    page_lead = _l("At some steps of its path the plan is frozen as it stands. A version is never changed.")

    def rows(self):
        return [
            {
                "key": str(version.number), "title": self.title_of(version), "step": self.step(version),
                "when": self.when(version), "who": str(version.made_by or ""),
                "url": self.address("planversion-detail", version.pk),
                "restore_url": self.address("planversion-restore", version.pk) if self.may_write else "",
            }
            for version in self.versions
        ]

    def get_context_data(self, **kwargs):
        rows = self.rows()
        return super().get_context_data(
            rows=rows, may_write=self.may_write, now=NOW, left=rows[0]["key"] if rows else "",
            compare_url=self.address("planversion-compare"), **kwargs,
        )


class VersionDetail(BelowVersions, VersionPages, DetailPage):
    template_name = "communities/planversion_detail.html"

    def get_page_title(self):
        return self.title_of(self.object)

    def actions(self):
        number = self.object.number
        found = [
            Action(_("Compare with now"), f"{self.address('planversion-compare')}?left={number}&right={NOW}"),
            Action(_("Print"), f"{self.address('plan-print')}?version={number}"),
            Action("PDF", f"{self.address('plan-pdf')}?version={number}"),
            Action("Word", f"{self.address('plan-word')}?version={number}"),
        ]
        if self.may_write:
            found.append(Action(_("Bring back"), self.address("planversion-restore", self.object.pk)))
        return found

    def get_context_data(self, **kwargs):
        version = self.object
        facts = [
            Fact(_("Step"), self.step(version)), Fact(_("When"), self.when(version)),
            Fact(_("Made by"), str(version.made_by or "")),
        ]
        content = from_json(version.content)
        return super().get_context_data(content=content, said=content_drawn(content, ""), facts=facts, **kwargs)


class VersionCompare(BelowVersions, VersionPages, ShowPage):
    """`?left=2&right=now`: the older of the two stands on the left, whichever was chosen there."""

    template_name = "communities/planversion_compare.html"
    page_title = _l("Two versions compared")

    @cached_property
    def pair(self):
        """[number or "now"], the older one first; what cannot be compared is the latest version, and now."""
        known = {str(version.number): version.number for version in self.versions} | {NOW: NOW}
        latest = next(iter(known))
        asked = self.request.GET
        pair = [known.get(asked.get("left"), known[latest]), known.get(asked.get("right"), NOW)]
        return sorted(pair, key=lambda number: (number == NOW, number if number != NOW else 0))

    @cached_property
    def contents(self):
        """{number or "now": PlanContent} of the two."""
        numbers = [number for number in self.pair if number != NOW]
        stored = self.get_queryset().filter(number__in=numbers).values_list("number", "content")
        found = {number: from_json(content) for number, content in stored}
        return found | ({NOW: content_of(self.owner)} if NOW in self.pair else {})

    def name_of(self, number):
        if number == NOW:
            return _("Now")
        version = next(version for version in self.versions if version.number == number)
        return _("Version %(number)d, %(day)s") % {"number": number, "day": self.when(version)}

    def get_context_data(self, **kwargs):
        left, right = self.pair
        comparison = compare(self.contents[left], self.contents[right])
        choices = [(str(version.number), f"{self.name_of(version.number)} · {self.step(version)}") for version in self.versions]
        return super().get_context_data(
            comparison=comparison, left=str(left), right=str(right), left_name=self.name_of(left),
            right_name=self.name_of(right), choices=[*choices, (NOW, _("Now"))], language=self.contents[right].language,
            same=[section for section in comparison.sections if section.kind == "kept"], **kwargs,
        )


class VersionRestore(BelowVersions, VersionPages, ActionPage):
    rule = staticmethod(permissions.can_write_plan)
    template_name = "communities/planversion_restore.html"
    form_class = RestoreVersionForm
    submit_label = _l("Bring back")
    success_message = _l("The version is back. What the plan said before is frozen as a version too.")
    explanation = _l(
        "The plan then says again what this version says. What it says now is frozen first, so it can be brought back the same"
        " way; rows added since go to the archive. Comments, decisions and the plan's period stay as they are."
    )

    @property
    def question(self):
        return _("Bring back version %(number)d?") % {"number": self.object.number}

    def perform(self, _project):
        actions.restore_version(self.owner, self.object, by=self.request.user, reason=self.form.cleaned_data["reason"])

    def get_cancel_url(self):
        return self.address("planversion-list")

    def get_context_data(self, **kwargs):
        changes = compare(content_of(self.owner), from_json(self.object.content))
        return super().get_context_data(changes=changes, frozen_at=self.step(self.object), when=self.when(self.object), **kwargs)
