"""Many people written down at once."""
from django.core.exceptions import ValidationError
from django.db import transaction

from portal.shared.text import fold
from projects.choices import Language
from trainings.actions.signup import locked, sign_up, signup_of
from trainings.choices import RegistrationSource
from trainings.models import Registration


@transaction.atomic
def register_many(event, lines, *, by):
    """Sign up everybody on a list, all or nobody. `lines`: objects with `name` and `answers()`, a dict for `sign_up`.

    Returns {"place", "waiting", "already"}: numbers of people. Whoever has no e-mail and stands on the list by the same name
    already is left out, so that the same list pasted twice adds nobody. Mails go out in the language of the event.
    """
    event = locked(event)
    signup = signup_of(event)
    language = signup.language if signup else Language.ET
    outcome = {"place": 0, "waiting": 0, "already": 0}
    names = set(Registration.objects.filter(event=event).standing().values_list("person__name_key", flat=True))
    for line in lines:
        answers = line.answers()
        if not answers.get("email") and fold(line.name) in names:
            outcome["already"] += 1
            continue
        try:
            made = sign_up(event, **answers, language=language, source=RegistrationSource.STAFF, by=by)
        except ValidationError as error:
            if getattr(error, "code", None) != "already":
                raise
            outcome["already"] += 1
        else:
            names.add(fold(line.name))
            outcome[made.status] += 1
    return outcome
