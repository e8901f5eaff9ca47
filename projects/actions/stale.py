"""Texts that fall behind: opened when the Estonian text moves on, or the day in it no longer holds; closed when the text follows.

`follow` is registered in `apps.py` and called after every verb, in its transaction. The row that was written is locked by its
verb, and the project when a text is marked, so two of them never open the same text twice. Nothing is typed here, so the rows
have neither version nor history.
"""
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from portal.shared.fields.translated import LANGUAGES
from portal.shared.prepared import Prepared
from portal.shared.sentences import changed_sentences, with_other_day, without
from portal.shared.writing import change_each
from projects.actions.notices import people_of, tell
from projects.choices import NoticeKind, Role
from projects.models import Contradiction, Project, Source, StaleText, StatedFact
from projects.summaries.stale import name_of, texts_of
from projects.summaries.trail import ways_to_project

LONGEST, LONGEST_LABEL = 2000, 200
# What sources said stays as they said it, whatever happens to the project.
AS_STATED = {Contradiction, Source, StatedFact}


@dataclass
class Change:
    """What one text in one language must follow: sentences that went and came; `outdated`: what was proposed before and holds no
    longer; `follows`: the text was written anew just now."""

    row: object
    text: str
    language: str
    removed: list = field(default_factory=list)
    added: list = field(default_factory=list)
    outdated: list = field(default_factory=list)
    follows: bool = False

    @property
    def key(self):
        return name_of(self.row), self.text, self.language


def follow(writings):
    """After a verb: open, carry on or close the rows of what it wrote. No query when no text is concerned."""
    gone = [name_of(writing.row, writing.pk) for writing in writings if writing.verb == "remove" and texts_of(type(writing.row))]
    if gone:
        StaleText.objects.open().filter(about__in=gone).update(settled_at=timezone.now(), settled_by=person(writings[0].by))
    changes = [
        change
        for writing in writings
        if writing.verb == "update" and writing.before is not None
        for change in changes_of(writing.before, writing.row)
    ]
    if changes:
        keep(changes, by=writings[0].by)


def changes_of(before, row):
    """[Change] that one saved row asks for."""
    for text in texts_of(type(row)):
        was, now = ({language: getattr(state, f"{text}_{language}") or "" for language in LANGUAGES} for state in (before, row))
        removed, added = changed_sentences(was["et"], now["et"])
        for language in LANGUAGES:
            if was[language] != now[language]:
                yield Change(row, text, language, follows=True)
            elif language != "et" and now[language] and (removed or added):
                yield Change(row, text, language, removed, added)


@transaction.atomic(savepoint=False)
def keep(changes, *, by=None):
    """Open the rows these changes ask for and close those that are followed; coordinators hear of new ones. Returns the new."""
    known = open_rows(changes)
    # Nobody opens what is open already, so only who opens one has to wait for others; and he holds no text while he waits.
    opens = any(change.key not in known and not change.follows for change in changes)
    if opens:
        wait_for_others(changes)
    if (known or opens) and connection.features.has_select_for_update:
        known = open_rows(changes, lock=True)
    new, changed, now = [], [], timezone.now()
    for change in changes:
        row = known.get(change.key)
        if row is not None:
            carry_on(row, change)
            if change.follows or not (row.before or row.after):
                row.settled_at, row.settled_by = now, person(by)
            if row.pk is not None:
                changed.append(row)
        elif not change.follows:
            known[change.key] = row = opened(change)
            new.append(row)
    change_each(changed, {"before", "after", "settled_at", "settled_by"})
    if new:
        new = StaleText.objects.bulk_create(new)
        tell_coordinators(new, by=by)
    return new


def open_rows(changes, *, lock=False):
    """{key of a change: its open row}; `lock`: until the transaction ends."""
    about = {change.key[0] for change in changes}
    if len(about) == 1:
        rows = (locked_about if lock else open_about)(about=about.pop())
    else:
        rows = (locked_rows if lock else StaleText.objects.open)().filter(about__in=about)
    return {(row.about, row.field, row.language): row for row in rows}


def locked_rows():
    return StaleText.objects.open().order_by("pk").select_for_update(of=("self",))


# One row is what nearly every save is about.
open_about = Prepared(lambda about: StaleText.objects.open().filter(about=about), about=str)
locked_about = Prepared(lambda about: locked_rows().filter(about=about), about=str)


def wait_for_others(changes):
    """A moved end marks texts that somebody else may be writing at the moment: of one project they take turns."""
    keys = {project_key(change.row) for change in changes if not change.follows} - {None}
    if keys and connection.features.has_select_for_update:
        list(Project.objects.filter(pk__in=keys).order_by("pk").select_for_update(of=("self",), no_key=True).values_list("pk"))


def carry_on(row, change):
    """Several changes are one: what came and went again was never there, and a text that was put back is no change."""
    before, after = row.before.splitlines(), row.after.splitlines()
    removed = before + without(change.removed, after + before)
    added = without(after, change.removed + change.outdated) + change.added
    row.before, row.after = lines(without(removed, added)), lines(without(added, removed))


def opened(change):
    with override("et"):
        label = Truncator(str(change.row)).chars(LONGEST_LABEL)
    return StaleText(
        project_id=project_key(change.row), about=change.key[0], label=label, field=change.text, language=change.language,
        before=lines(change.removed), after=lines(change.added),
    )


def lines(sentences):
    return Truncator("\n".join(sentences)).chars(LONGEST)


def project_key(row):
    """The key of the project the row belongs to, by the nearest way; None for what belongs to no project."""
    while row is not None and not isinstance(row, Project):
        way = ways_to_project().get(type(row))
        if way is None:
            return None
        if way == "project":
            return row.project_id
        row = getattr(row, way)
    return row and row.pk


def tell_coordinators(rows, *, by):
    """One notice a project, however many of its texts fell behind at once."""
    by_project = {}
    for row in rows:
        if row.project_id:
            by_project.setdefault(row.project_id, []).append(row)
    for project in Project.objects.filter(pk__in=by_project) if by_project else ():
        found = by_project[project.pk]
        tell(
            NoticeKind.STALE_TEXT, people=people_of(project, [Role.COORDINATOR]), subject=found[0].label,
            key=f"stale_text:{found[0].pk}", project=project, route="projects:staletext-list", by=by,
        )


@transaction.atomic
def settle_text(stale, *, by):
    """Somebody who knows says that the text still holds. Twice is once. Returns the row."""
    stale = StaleText.objects.select_for_update().get(pk=stale.pk)
    if stale.settled_at is None:
        if by is None or not by.is_authenticated:
            raise ValidationError(_("Sign in first."), code="nobody")
        stale.settled_at, stale.settled_by = timezone.now(), by
        stale.save(update_fields=["settled_at", "settled_by"])
    return stale


def mark_day(subject, ends, new, *, by):
    """The end of a project, or of an activity, moved: mark every text about it, in each language, that names a day which no
    longer holds. `ends`: the ends until now, the latest last.

    One query for each kind of text. Returns the rows that are new.
    """
    changes = []
    for model in [Project, *(model for model, way in ways_to_project().items() if way == "project")]:
        texts, about = texts_of(model), about_of(model, subject)
        if texts and about and model not in AS_STATED:
            changes += [change for row in model._base_manager.filter(**about) for change in naming(row, texts, ends, new)]
    return keep(changes, by=by) if changes else []


def about_of(model, subject):
    """The filter to the live rows of a model that tell of this project or activity; {} when none can."""
    names = {field.name for field in model._meta.concrete_fields}
    if isinstance(subject, model):
        about = {"pk": subject.pk}
    elif isinstance(subject, Project):
        about = {"project": subject.pk}
    else:
        about = {"activity": subject.pk} if "activity" in names else {}
    return about | {"archived_at__isnull": True} if about and "archived_at" in names else about


def naming(row, texts, ends, new):
    for text in texts:
        for language in LANGUAGES:
            said = getattr(row, f"{text}_{language}")
            found = [pair for end in ends for pair in with_other_day(said, end, new, language)]
            if found:
                proposed = [after for end in ends[:-1] for _old, after in with_other_day(said, end, ends[-1], language)]
                yield Change(row, text, language, [old for old, _new in found], [after for _old, after in found], proposed)


def person(by):
    return by if getattr(by, "is_authenticated", False) else None
