"""What a community has, and the ideas that come from putting it together."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.choices import AssetVisibility
from communities.models import ActionPlan, Service
from communities.permissions import EDITABLE
from portal.shared import verbs
from projects.actions.project import require_open

FEWEST, MOST = 2, 4


def add_asset(asset, *, by, offers=(), key=None):
    """Put a resource on the community's map. `offers`: the kinds of services it is good for."""
    return verbs.create(asset, by=by, m2m={"offers": offers}, key=key)


def change_asset(asset, *, by, version, offers=None, reason=""):
    m2m = None if offers is None else {"offers": offers}
    return verbs.update(asset, by=by, version=version, m2m=m2m, reason=reason)


def archive_asset(asset, *, by, reason=""):
    return verbs.archive(asset, by=by, reason=reason)


def restore_asset(asset, *, by, reason=""):
    return verbs.restore(asset, by=by, reason=reason)


@transaction.atomic
def idea_from_assets(plan, assets, name, *, by, key=None):
    """A new service idea in a plan that may still be written, made of two to four resources of its community.

    Raises ValidationError "not_editable", "how_many" or "foreign_asset". Returns the Service.
    """
    require_open(plan.project)
    plan = ActionPlan.objects.select_for_update(of=("self",)).select_related("enrolment", "project").get(pk=plan.pk)
    if plan.status not in EDITABLE:
        raise ValidationError(gettext_lazy("A submitted plan cannot be changed. Return it first."), code="not_editable")
    assets = list(assets)
    if not FEWEST <= len(assets) <= MOST:
        raise ValidationError(gettext_lazy("Choose two to four resources."), code="how_many")
    if plan.enrolment is None or any(asset.community_id != plan.enrolment.community_id for asset in assets):
        raise ValidationError(gettext_lazy("Choose resources of the community whose plan this is."), code="foreign_asset")
    last = Service.objects.filter(plan=plan).aggregate(last=Max("order"))["last"]
    service = Service(
        plan=plan, name=name, kind=shared_kind(assets), promise=resting_on(assets, plan.language), order=(last or 0) + 1
    )
    return verbs.create(service, by=by, key=key)


def shared_kind(assets):
    """The one kind of service that all the resources are good for, when there is exactly one."""
    kinds = set.intersection(*({kind for kind in asset.offers.all() if not kind.is_archived} for asset in assets))
    return kinds.pop() if len(kinds) == 1 else None


def resting_on(assets, language):
    """What the idea is made of, in the plan's language and as long as the field takes.

    Services at work are shown to everybody, so only public resources are named.
    """
    limit = Service._meta.get_field("promise").max_length
    names = [asset.name for asset in assets if asset.visibility == AssetVisibility.PUBLIC]
    if not names:
        return ""
    with translation.override(language):
        text = _("Made of what we have: %(resources)s") % {"resources": ", ".join(names)}
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
