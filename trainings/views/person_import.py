"""People brought in from a table: those of earlier events, from the spreadsheets they were kept in."""
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.shared.text import fold
from portal.shared.views.imports import ImportPage
from portal.shared.ways import reverse
from trainings import permissions
from trainings.actions.persons import add_person, remove_person
from trainings.forms.person_import import PersonSheet, is_like, person_of
from trainings.models import Person
from trainings.views.tab import TrainingsTab


class PersonImport(TrainingsTab, ImportPage):
    """The coordinator's: every name of the project is compared."""

    kind = "people"
    route = "trainings:person-import"
    part = "people"
    rule = staticmethod(permissions.can_merge_people)
    page_title = gettext_lazy("Bring in participants")

    def sheet(self, parent, user):
        return PersonSheet(user, parent)

    def duplicates(self, rows):
        """{row number: sentence}: somebody of this name is here already, or stands twice in the table."""
        known, first, found = {}, {}, {}
        for person in Person.objects.filter(project=self.parent, erased_at__isnull=True):
            known.setdefault(person.name_key, []).append(person)
        for row in rows:
            name = fold(row.values["name"])
            here = next((person for person in known.get(name, ()) if is_like(person, row.values)), None)
            what = (name, row.values["email"])
            if here is not None:
                found[row.number] = _("“%(name)s” is here already. Tick it if it is somebody else.") % {"name": here.name}
            elif what in first:
                found[row.number] = _("It is the same as row %(number)d.") % {"number": first[what]}
            first.setdefault(what, row.number)
        return found

    def create(self, row, by):
        return add_person(person_of(self.parent, row.values), by=by)

    def take_back(self, instance, by):
        remove_person(instance, by=by)

    def get_cancel_url(self):
        return reverse("trainings:person-list", args=[self.parent.slug])
