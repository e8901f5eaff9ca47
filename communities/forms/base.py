"""What the forms of communities share: whom and what one may name."""
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communities.permissions import writing_memberships
from portal.shared.offered import limited
from projects.models import Activity, ActivityPartner, Organisation, Partnership
from projects.permissions import coordinates

YOURS_ONLY = _("You can only write for your own organisation and your own activity.")


def own_only(which):
    """(user, project) -> the keys in this column of his memberships to which his choice is limited; None: any."""
    def limits(user, project):
        if coordinates(user, project):
            return None
        own = [getattr(membership, which) for membership in writing_memberships(user, project)]
        return None if None in own else own

    return limits


@limited(own_only("activity_id"))
def project_activities(project, own):
    """The project's activities; somebody who writes within one activity is offered that one."""
    rows = Activity.objects.filter(project=project).live()
    return rows if own is None else rows.filter(pk__in=own)


@limited(own_only("organisation_id"))
def project_organisations(project, own):
    """Organisations that have a part in the project; a partner's editor is offered his own."""
    partners = Partnership.objects.filter(project=project).values("organisation")
    helpers = ActivityPartner.objects.filter(activity__project=project, organisation__isnull=False)
    rows = Organisation.objects.filter(Q(pk__in=partners) | Q(pk__in=helpers.values("organisation")))
    return rows if own is None else rows.filter(pk__in=own)


def propose_only(form, name):
    """Choose what there is no choice about. On the form: its empty instance would hide what the field proposes."""
    rows = list(form.fields[name].queryset[:2])
    if len(rows) == 1 and form.initial.get(name) is None:
        form.initial[name] = rows[0].pk
