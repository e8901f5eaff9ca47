"""What somebody typed and has not saved: kept per person, so that closing the page loses nothing. And who is writing now."""
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.codes.cells import CellName, base_of, digest, split_row_key
from communities.models import PlanDraft
from portal.shared.text import clean_text

LONGEST = PlanDraft._meta.get_field("text").max_length
MOST_DRAFTS = 3000
HERE_FOR = timedelta(minutes=2)


@transaction.atomic
def keep_drafts(plan, section, *, by, texts, bases):
    """Keep what a person typed in a section and has not saved; also notes that he is there.

    `texts`: {cell: typed text}, only of those cells that changed since the last call; a text that is again what the
    person began from is forgotten. Returns {cell: why it was not kept}; whatever the plan's state, nobody is refused.
    """
    refused, kept, dropped = {}, {}, []
    for name, text in texts.items():
        if CellName.parse(name) is None:
            continue
        text = clean_text("" if text is None else text)
        base = base_of(bases, name)
        if digest(text) == (base or digest("")):
            dropped.append(name)
        elif len(text) > LONGEST:
            refused[name] = _("The text is too long to be kept: at most %(limit)d characters.") % {"limit": LONGEST}
        else:
            kept[name] = (text, base)
    mine = PlanDraft.objects.filter(user=by, plan=plan, section=section)
    if dropped:
        mine.filter(cell__in=dropped).delete()
    if kept and len(kept) + PlanDraft.objects.filter(user=by, plan=plan).exclude(cell__in=kept).count() > MOST_DRAFTS:
        refused |= dict.fromkeys(kept, _("Too much is unsaved. Save first."))
        kept = {}
    write_drafts(plan, section, by, kept | {"": ("", "")})
    return refused


def write_drafts(plan, section, by, texts):
    """Write {cell: (text, base)} over what was kept; the cell "" says that the person is there."""
    now = timezone.now()
    rows = [
        PlanDraft(user=by, plan=plan, section=section, cell=cell, text=text, base=base, seen_at=now)
        for cell, (text, base) in texts.items()
    ]
    PlanDraft.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["user", "plan", "section", "cell"],
        update_fields=["text", "base", "seen_at"],
    )


def settle_drafts(plan, section, by, *, cells, rows, left):
    """After a save: forget the drafts of these cells and of all cells of these rows; `left`: {cell: (text, base)} stays."""
    if not getattr(by, "is_authenticated", False):
        return
    gone = Q(cell__in={name for name in cells if CellName.parse(name)} - set(left))
    for key in filter(split_row_key, rows):
        gone |= Q(cell__startswith=f"{key}-")
    PlanDraft.objects.filter(gone, user=by, plan=plan, section=section).delete()
    if left:
        write_drafts(plan, section, by, left)


def drop_drafts(plan, section, *, by):
    """Throw away what a person typed in a section and did not save."""
    PlanDraft.objects.filter(user=by, plan=plan, section=section).exclude(cell="").delete()


def drafts_of(plan, user):
    """The PlanDrafts of a person in a plan: what he typed and has not saved."""
    return list(PlanDraft.objects.filter(plan=plan, user=user).exclude(cell="").order_by("section", "pk"))


def present(plan, by):
    """[(name, code of the section)] of the others who were seen in the plan during the last two minutes; one query."""
    seen = PlanDraft.objects.filter(plan=plan, cell="", seen_at__gte=timezone.now() - HERE_FOR).exclude(user=by)
    places = {}
    for row in seen.select_related("user").order_by("-seen_at"):
        places.setdefault(row.user, row.section)
    return sorted((str(user), section) for user, section in places.items())
