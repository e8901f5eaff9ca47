"""Which person of the project somebody is who gives a name and an address."""
from portal.shared import verbs
from portal.shared.text import clean_line, fold
from trainings.models import Person

FILLED = ("phone", "community", "village", "municipality", "organisation", "partner", "role", "affiliation", "audience")


def person_for(project, *, by, name, email="", **details):
    """The project's person with this name and this e-mail; otherwise a new one. Returns the saved Person.

    Case and accents of the name do not matter. Without an e-mail the phone must be the same; without both it is always a
    new person: two people of one village may share a name, and telling that they are one is for somebody who knows them.
    `details` (phone, community, village, municipality, organisation, partner, role, affiliation, audience) fill in what is
    not known yet and change nothing that is: whoever signs somebody up is not always that person.
    """
    email, details = email.strip().lower(), {field: value for field, value in details.items() if value}
    unknown = details.keys() - set(FILLED)
    if unknown:
        raise TypeError(f"A person has no {', '.join(sorted(unknown))} to fill in.")
    found = known_person(project, name, email, details.get("phone", ""))
    if found is None:
        return verbs.create(Person(project=project, name=name, email=email, **details), by=by)
    missing = {field: value for field, value in details.items() if not getattr(found, held(field))}
    if not missing:
        return found
    for field, value in missing.items():
        setattr(found, field, value)
    return verbs.update(found, by=by, version=found.version)


def held(name):
    """The attribute that tells whether a field is filled, without fetching what it points to."""
    return Person._meta.get_field(name).attname


def known_person(project, name, email, phone=""):
    """The oldest row that fits, locked, or None. An erased person is nobody any more."""
    rows = Person.objects.select_for_update().filter(project=project, name_key=fold(name), erased_at__isnull=True)
    if email:
        rows = rows.filter(email__iexact=email)
    elif phone:
        rows = rows.filter(email="", phone=clean_line(phone))
    else:
        return None
    return rows.order_by("pk").first()
