"""The forms of communities: they parse, offer what this person may name, and warn. Verbs check and save."""
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communities.actions import WAYS
from communities.choices import EnrolmentStatus
from communities.models import ActionPlan, Assessment, Community, Enrolment, Municipality, Place
from communities.permissions import can_edit_enrolment, can_edit_plan, writing_memberships
from portal.shared.forms import PlainForm, PortalForm
from projects.models import Activity, ActivityPartner, CooperationGroup, Organisation, Partnership, ProjectArea
from projects.permissions import coordinates

YOURS_ONLY = _("You can only write for your own organisation and your own activity.")


def project_activities(user, project):
    """The project's activities; somebody who writes within one activity is offered that one."""
    rows = Activity.objects.filter(project=project).live()
    if coordinates(user, project):
        return rows
    limits = [membership.activity_id for membership in writing_memberships(user, project)]
    return rows if None in limits else rows.filter(pk__in=limits)


def project_organisations(user, project):
    """Organisations that have a part in the project; a partner's editor is offered his own."""
    partners = Partnership.objects.filter(project=project).values("organisation")
    helpers = ActivityPartner.objects.filter(activity__project=project, organisation__isnull=False)
    rows = Organisation.objects.filter(Q(pk__in=partners) | Q(pk__in=helpers.values("organisation")))
    if coordinates(user, project):
        return rows
    own = [membership.organisation_id for membership in writing_memberships(user, project)]
    return rows if None in own else rows.filter(pk__in=own)


def propose_only(form, name):
    """Choose what there is no choice about. On the form: its empty instance would hide what the field proposes."""
    rows = list(form.fields[name].queryset[:2])
    if len(rows) == 1 and form.initial.get(name) is None:
        form.initial[name] = rows[0].pk


class CommunityForm(PortalForm):
    layout_groups = [
        (_("What"), ["name", "kind", "population", "contact_role"]),
        (_("Where"), ["municipality", "places", "latitude", "longitude"]),
    ]
    scope = {"municipality": lambda user, parent: Municipality.objects.all()}

    class Meta:
        model = Community
        fields = [
            "name", "kind", "population", "contact_role", "municipality", "places", "latitude", "longitude",
        ]
        widgets = {"places": forms.CheckboxSelectMultiple}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Villages are offered within the municipality, so they come once that is known.
        if self.instance.pk and self.instance.municipality_id:
            rows = Place.objects.filter(municipality=self.instance.municipality_id)
            self.fields["places"].queryset = self._with_present_choice("places", rows)
        else:
            del self.fields["places"]
            self.fields["municipality"].help_text = _("Its villages can be chosen once the community is saved.")


class EnrolmentForm(PortalForm):
    """Who takes part, in what, with whom. The state is given once; later it is decided, not edited."""

    layout_groups = [
        (_("Who"), ["community", "activity", "area", "author"]),
        (_("State"), ["status", "selected_on", "sensitive"]),
        (_("When"), ["starts_on", "ends_on"]),
        (_("Needs"), ["needs"]),
    ]
    scope = {
        "community": lambda user, project: Community.objects.visible_to(user).live(),
        "activity": project_activities,
        "area": lambda user, project: ProjectArea.objects.filter(project=project),
        "author": project_organisations,
    }

    class Meta:
        model = Enrolment
        fields = [
            "community", "activity", "area", "author", "status", "selected_on", "sensitive", "starts_on", "ends_on",
            "needs",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["community"], self.fields["status"], self.fields["selected_on"]
        if not coordinates(self.user, self.parent):
            self.fields["author"].required = True
            propose_only(self, "author")

    def clean(self):
        data = super().clean()
        written = Enrolment(project=self.parent, activity=data.get("activity"), author=data.get("author"))
        if not self.errors and not can_edit_enrolment(self.user, written):
            raise ValidationError(YOURS_ONLY, code="not_yours")
        return data


class DecisionForm(PlainForm):
    """The next state of an enrolment: only those to which a way leads from here. `parent` is the enrolment."""

    status = forms.ChoiceField(label=_("State"), choices=())
    on = forms.DateField(label=_("Decided on"), required=False, help_text=_("Empty means: today."))
    reason = forms.CharField(label=_("Reason"), max_length=100, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        now = self.parent.status
        self.fields["status"].choices = [
            (value, label) for value, label in EnrolmentStatus.choices if now in WAYS.get(value, set())
        ]


class ReadyForm(PlainForm):
    on = forms.DateField(label=_("Ready to start on"), required=False, help_text=_("Empty means: today."))
    note = forms.CharField(label=_("Why it is ready"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class ExtensionForm(PlainForm):
    ends_on = forms.DateField(label=_("New end"))
    reason = forms.CharField(label=_("Reason of the extension"), max_length=100)


class AssessmentForm(PortalForm):
    """The round is numbered by the verb."""

    class Meta:
        model = Assessment
        fields = ["assessed_on", "method"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assessed_on"].required = True


class ActionPlanForm(PortalForm):
    """A plan of a community, or of a cooperation group (E-05). Whose it is does not change afterwards."""

    layout_groups = [
        (_("Whose plan"), ["enrolment", "group"]),
        (_("The plan"), ["title", "author", "start", "end"]),
    ]
    scope = {
        "enrolment": lambda user, project: Enrolment.objects.visible_to(user).filter(project=project)
        .select_related("community").order_by("community__sort_key", "pk"),
        "group": lambda user, project: CooperationGroup.objects.filter(project=project),
        "author": project_organisations,
    }

    class Meta:
        model = ActionPlan
        fields = ["enrolment", "group", "title", "author", "start", "end"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["enrolment"], self.fields["group"]
        elif not self.fields["group"].queryset.exists():
            del self.fields["group"]
            self.fields["enrolment"].required = True
        if not coordinates(self.user, self.parent):
            self.fields["author"].required = True
            propose_only(self, "author")

    def clean(self):
        data = super().clean()
        if self.instance.pk is None and not self.errors:
            self.check_subject(data)
        return data

    def check_subject(self, data):
        enrolment, group = data.get("enrolment"), data.get("group")
        if bool(enrolment) == bool(group):
            raise ValidationError(
                _("A plan belongs to a community or to a group of municipalities."), code="one_subject"
            )
        if enrolment is not None:
            enrolment.project = self.parent
        plan = ActionPlan(project=self.parent, enrolment=enrolment, group=group, author=data.get("author"))
        if not can_edit_plan(self.user, plan):
            raise ValidationError(YOURS_ONLY, code="not_yours")


class PlanReturnForm(PlainForm):
    """Why the plan goes back: whoever wrote it must know what to complete."""

    reason = forms.CharField(label=_("What must be completed"), max_length=100)
