"""When the end moves: the old day, the new one, why, and on whose paper, in one step (X-05)."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.shared import verbs
from portal.shared.dates import PartialDate
from portal.shared.models import SubmittedForm
from portal.shared.refusals import at_field
from projects.actions.documents import add_document
from projects.actions.notices import people_of, tell
from projects.actions.project import require_open
from projects.actions.stale import mark_day
from projects.choices import DocumentKind, NoticeKind, Role, Visibility
from projects.models import Document, PeriodChange, Project

END_OF = {True: "planned_end", False: "end"}


def end_field(subject):
    """Where a project, or an activity, keeps the end that can be moved."""
    return END_OF[isinstance(subject, Project)]


@transaction.atomic
def extend_period(
    subject, *, after, reason, decided_on, decided_by, by, version, document=None, upload=None, title="", key=None
):
    """Move the end of a project or of one activity and return the PeriodChange.

    `after`: the new end (a PartialDate or what it can read). `document`: one of the project's, or `upload`: a file that becomes
    one. `version`: that of the project or activity the person saw; raises StaleSave when its end was moved meanwhile. Tells the
    project's people, and marks every text that names the day which no longer holds. Raises ValidationError at `after` with
    "same_end", "ended" (it is over already) or "period_backwards", at `document` with "no_document".
    """
    current = verbs.locked(subject)
    project = current if isinstance(current, Project) else current.project
    require_open(project)
    again = sent_before(key, by)
    if again is not None:
        return again
    field, end = end_field(current), PartialDate.parse(after)
    before = getattr(current, field)
    require_seen(current, subject, version, field)
    require_other(current, before, end)
    paper = document or filed(current, project, upload, title, by)
    change = verbs.create(
        PeriodChange(
            project=project, activity=None if current is project else current, before=before, after=end, reason=reason,
            document=paper, decided_on=decided_on, decided_by=decided_by,
        ),
        by=by, key=key,
    )
    setattr(current, field, end)
    try:
        verbs.update(current, by=by, version=current.version, reason=str(reason)[:100])
    except ValidationError as error:
        raise moved_to_after(error, field) from error
    mark_day(current, ends_until(change), end, by=by)
    tell_people(change, project, by=by)
    return change


def sent_before(key, by):
    """What the first arrival of this form made, None when it is the first."""
    if not key:
        return None
    first = SubmittedForm.objects.filter(user_pk=str(by.pk), key=key, result_type=PeriodChange._meta.label_lower).first()
    return PeriodChange.objects.filter(pk=first.result_pk).first() if first else None


def require_seen(current, subject, version, field):
    """A version may have grown for other reasons; what counts is the end that the person saw."""
    if current.version == version:
        return
    base = verbs.base_row(current, version)
    if base is None or getattr(base, field) != getattr(current, field):
        raise verbs.StaleSave(current, base, subject)


def require_other(current, before, end):
    if end == before:
        raise at_field("after", _("This is the end until now. Choose another one."), "same_end")
    if getattr(current, "actual_end", None):
        raise at_field("after", _("It has ended already: its actual end is stated."), "ended")


def filed(subject, project, upload, title, by):
    """The paper as a document of the project. The form's key is the change's own, so the document gets none."""
    if upload is None:
        raise at_field("document", _("Name the paper on which the change rests."), "no_document")
    words = title or str(_("Change of the period: %(what)s") % {"what": subject})
    row = Document(project=project, title=words[:200], kind=DocumentKind.DECISION, visibility=Visibility.PROJECT)
    return add_document(row, upload, by=by)


def moved_to_after(error, field):
    """The refusal of the project's own field, at the field of this form."""
    if not hasattr(error, "error_dict"):
        return error
    return ValidationError({"after" if name == field else name: found for name, found in error.error_dict.items()})


def ends_until(change):
    """The ends that held before this change, the latest last: a text may still name the first of them."""
    rows = PeriodChange.objects.filter(project=change.project, activity=change.activity).order_by("pk")
    ends = [end for end in rows.values_list("before", flat=True) if end is not None and end != change.after]
    return list(dict.fromkeys(ends))


def tell_people(change, project, *, by):
    activity = change.activity
    tell(
        NoticeKind.PERIOD, people=people_of(project, Role.values, activity=activity), subject=str(activity or project),
        detail=str(change), key=f"period:{change.pk}", project=project, by=by,
        route="projects:activity-detail" if activity else "dashboards:overview",
        args=[project.slug, activity.pk] if activity else [project.slug],
    )
