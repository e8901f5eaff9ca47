"""Wordings and consents. What somebody agreed to never changes and is never deleted; it can be taken back (P-68)."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.shared import verbs
from projects.actions.project import require_open
from projects.models import Project
from trainings.choices import ConsentKind
from trainings.models import Consent, ConsentText
from trainings.summaries.consents import standard_text, wordings_for


@transaction.atomic
def word_consent(text, *, by, key=None):
    """A new wording: it gets the next number of its project and kind."""
    if text.project_id:
        require_open(text.project)
        Project.objects.select_for_update().get(pk=text.project_id)
    same = ConsentText.objects.filter(project=text.project_id, kind=text.kind)
    text.number = (same.aggregate(last=Max("number"))["last"] or 0) + 1
    return verbs.create(text, by=by, key=key)


def ensure_consent_texts(by=None):
    """The standard wordings exist once for all projects; twice is once. Returns {kind: ConsentText}."""
    found = {text.kind: text for text in ConsentText.objects.filter(project__isnull=True, number=1)}
    for kind in ConsentKind.values:
        if kind not in found:
            found[kind] = ensure_consent_text(kind, by)
    return found


def ensure_consent_text(kind, by):
    text = standard_text(kind, timezone.localdate())
    try:
        return verbs.create(text, by=by)
    except ValidationError:
        # Somebody made it at this very moment.
        return ConsentText.objects.get(project__isnull=True, kind=kind, number=1)


def give_consents(registration, kinds, *, by):
    """Note that somebody agreed, to the wording in force today. Returns the consents."""
    if not kinds:
        return []
    texts = wordings_for(registration.event.project, timezone.localdate()).texts
    if any(texts[kind].pk is None for kind in kinds):
        ensure_consent_texts(by)
        texts = wordings_for(registration.event.project, timezone.localdate()).texts
    return [verbs.create(Consent(registration=registration, text=texts[kind]), by=by) for kind in kinds]


@transaction.atomic
def withdraw_consent(consent, *, by=None):
    """Take it back; the row stays as the proof. Twice is once."""
    consent = verbs.locked(consent)
    if consent.withdrawn_at is not None:
        return consent
    consent.withdrawn_at = timezone.now()
    return verbs.update(consent, by=by, version=consent.version)


@transaction.atomic
def change_consents(registration, kinds, *, by=None):
    """From now on somebody agrees to these kinds and no others. What was given to an older wording and is still wanted stays.

    In a closed project consents are taken back and none are given: ValidationError(code="frozen").
    """
    if ConsentKind.TERMS not in kinds:
        message = _("Without the list of participants there is no place. Cancel your registration instead.")
        raise ValidationError(message, code="terms")
    standing = {
        consent.text.kind: consent
        for consent in registration.consents.select_related("text").filter(withdrawn_at__isnull=True).order_by("pk")
    }
    for kind, consent in standing.items():
        if kind not in kinds:
            withdraw_consent(consent, by=by)
    wanted = [kind for kind in kinds if kind not in standing]
    if wanted:
        require_open(registration.event.project)
        renew_consents(registration, wanted, by=by)


def renew_consents(registration, kinds, *, by):
    """Given anew: the same wording once more opens the row that was taken back, another wording makes its own."""
    texts = wordings_for(registration.event.project, timezone.localdate()).texts
    before = {consent.text_id: consent for consent in registration.consents.filter(withdrawn_at__isnull=False)}
    for kind in kinds:
        consent = before.get(texts[kind].pk)
        if consent is None:
            give_consents(registration, [kind], by=by)
        else:
            consent.given_at, consent.withdrawn_at = timezone.now(), None
            verbs.update(consent, by=by, version=consent.version)
