"""The verbs of a draft: begin it, keep what was decided, drop it. Making the project itself is in `making`.

A draft is its owner's alone and leaves no history, so these write it themselves, under a lock where two could meet.
"""

import json

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.intake import proposal, summaries
from portal.intake.making import build
from portal.intake.reading import read_text
from portal.shared.models import SubmittedForm
from projects.models import ProjectDraft

MOST_DRAFTS = 50


def begin_from_text(user, text, *, programme=None, key=None):
    """A draft of what the text says. Only the cleaned text is kept: what names persons is left out of it for good."""
    require_room(user)
    reading = read_text(text)
    plan = proposal.with_words(proposal.propose(reading), reading.text)
    basic = plan["basic"]
    found = summaries.programme_of(basic.pop("programmes", []), basic.get("acronym", ""))
    plan |= {
        "text": reading.text,
        "dropped": [[row.reason, row.text] for row in reading.dropped],
        "known": known_among(plan["items"]),
    }
    return keep(user, basic.get("acronym", ""), plan, text=reading.text, programme=programme or found, key=key)


def begin_from_template(user, *, name, programme, project=None, key=None):
    """A draft in the shape of an earlier project, or of the programme's rules when there is none to copy."""
    require_room(user)
    items = summaries.as_template(project, user) if project else summaries.as_skeleton(programme)
    basic = {"acronym": name, "title_et": name, "type": project.type if project else "other"}
    if project:
        basic |= {"countries": project.countries}
    plan = {"basic": basic, "beside": {}, "items": items, "cut": 0, "text": "", "dropped": [], "known": known_among(items)}
    return keep(user, name, plan, programme=programme or (project.programme if project else None), key=key)


def known_among(items):
    """The names among the items that the portal knows already."""
    known = summaries.known_organisations()
    names = {row["fields"]["name"] for row in items if row["group"] == proposal.PARTNER}
    return sorted(name for name in names if summaries.fold(name) in known)


def require_room(user):
    if ProjectDraft.objects.of(user).count() >= MOST_DRAFTS:
        raise ValidationError(_("You have many drafts already. Remove some of them first."), code="too_many")


@transaction.atomic
def keep(user, title, plan, *, text="", programme=None, key=None):
    """Save a new draft. `key`: the form's idempotency key; a form that arrives twice makes one draft."""
    submitted = None
    if key:
        submitted, is_new = SubmittedForm.objects.get_or_create(user_pk=str(user.pk), key=key)
        earlier = None if is_new else ProjectDraft.objects.of(user).filter(pk=submitted.result_pk or 0).first()
        if earlier is not None:
            return earlier
    draft = ProjectDraft(
        user=user, title=title[:200], programme=programme, text=text, findings=json.dumps(plan, ensure_ascii=False)
    )
    draft.full_clean()
    draft.save()
    if submitted is not None:
        submitted.result_type, submitted.result_pk = draft._meta.label_lower, str(draft.pk)
        submitted.save(update_fields=["result_type", "result_pk"])
    return draft


@transaction.atomic
def save_answers(draft, answers, *, by, seen=None):
    """Keep what the person decided. `answers`: {"basic": {…}, "items": {key: {"take": bool, field: text}}}.

    `seen`: the draft's `stamp` when the page was opened; raises ValidationError(code="stale") when another window saved since.
    """
    draft = ProjectDraft.objects.select_for_update().get(pk=draft.pk, user=by)
    if draft.project_id:
        raise ValidationError(_("The project is made already."), code="made")
    if seen is not None and seen != stamp(draft):
        raise ValidationError(_("Another window saved this draft meanwhile. Look again, then save."), code="stale")
    draft.answers = json.dumps(answers, ensure_ascii=False)
    draft.title = str(answers["basic"].get("acronym") or draft.title)[:200]
    draft.programme_id = answers["basic"].get("programme") or None
    draft.save()
    return draft


@transaction.atomic
def make_project(draft, *, by):
    """The project and everything taken, in one transaction. Twice is once: the second time gives the same project."""
    draft = ProjectDraft.objects.select_for_update(of=("self",)).select_related("project", "programme").get(pk=draft.pk, user=by)
    if draft.project_id:
        return draft.project
    project, told = build.build(draft, by=by)
    draft.project = project
    draft.answers = json.dumps({**answers_of(draft), "made": told}, ensure_ascii=False)
    draft.save()
    return project


def drop_draft(draft, *, by):
    """Forget a draft with its text; the project that came of it stays."""
    ProjectDraft.objects.of(by).filter(pk=draft.pk).delete()


def plan_of(draft):
    return (
        json.loads(draft.findings)
        if draft.findings
        else {"basic": {}, "beside": {}, "items": [], "cut": 0, "text": "", "dropped": [], "known": []}
    )


def answers_of(draft):
    return json.loads(draft.answers) if draft.answers else {}


def stamp(draft):
    return draft.saved_at.isoformat()
