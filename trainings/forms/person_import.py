"""A table of people: what each row means."""
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.forms import project_organisations
from communities.models import Municipality
from portal.shared.imports import Field, Sheet, parsers
from projects.models import Audience
from trainings.models import ParticipantRole, Person


def email(value):
    found = parsers.line(254)(value).lower()
    try:
        validate_email(found)
    except ValidationError as error:
        raise ValidationError(_("“%(value)s” is not an e-mail address."), code="wrong", params={"value": found[:60]}) from error
    return found


def in_three(row):
    return [row.name_et, row.name_lv, row.name_en]


class PersonSheet(Sheet):
    def __init__(self, user, project):
        super().__init__([
            Field("name", gettext_lazy("name"), ("nimi", "osaleja", "osavõtja", "vārds", "dalībnieks"), required=True,
                  parse=parsers.line(120), example="Mari Karukell"),
            Field("email", gettext_lazy("e-mail"), ("e-post", "meil", "epost", "e-pasts", "email"), parse=email,
                  example="mari@example.org"),
            Field("phone", gettext_lazy("phone"), ("telefon", "tel", "tālrunis"), parse=parsers.line(40)),
            Field("village", gettext_lazy("village or town"), ("küla", "elukoht", "ciems", "village"), parse=parsers.line(120),
                  example="Obinitsa"),
            Field("municipality", gettext_lazy("municipality"), ("vald", "omavalitsus", "kov", "novads", "pašvaldība"),
                  parse=parsers.one_of(Municipality.objects.all, lambda row: [row.name]), example="Setomaa vald"),
            Field("organisation", gettext_lazy("organisation"), ("asutus", "ühing", "organizācija"), parse=parsers.line(160)),
            Field("role", gettext_lazy("role"), ("roll", "amet", "loma"),
                  parse=parsers.one_of(ParticipantRole.objects.all, in_three)),
            Field("audience", gettext_lazy("audience"), ("sihtrühm", "kellele", "mērķgrupa"),
                  parse=parsers.one_of(Audience.objects.all, in_three)),
            Field("partner", gettext_lazy("sent by partner"), ("partner", "partneris"),
                  parse=parsers.one_of(lambda: project_organisations(user, project), lambda row: [row.name])),
        ])


def is_like(person, values):
    """Whether a row of a table is this person: the same name, and the same contact or none on one side."""
    mine, theirs = ((values["email"] or ""), person.email.lower())
    return not mine or not theirs or mine == theirs


def person_of(project, values):
    """A Person that is not saved yet."""
    return Person(project=project, **{name: value for name, value in values.items() if value})
