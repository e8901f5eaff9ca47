"""The stops of a journey: who receives the group where, and the joint seminars on the way (A-20, A-21)."""
from django.utils.translation import gettext_lazy as _

from portal.shared.reading import walk
from portal.shared.ui import Action, Crumb
from portal.shared.verbs import spread
from portal.shared.views import ActionPage, CreatePage, UpdatePage
from portal.shared.views.base import find, scoped
from projects.views.parts import RemoveRow
from projects.views.rows import NestedMixin
from trainings import permissions
from trainings.actions import trips as actions
from trainings.choices import DestinationState
from trainings.forms.trips import SeminarForm, StopForm
from trainings.models import StudyTrip, TripStop
from trainings.summaries.trips import destinations_for
from trainings.views.tab import TrainingsTab
from trainings.views.trips import EVENT_RELATIONS, in_project


class BelowTrip(NestedMixin, TrainingsTab):
    """Pages about a stop of a journey; the rule is asked about the journey."""

    part = "trips"
    model = TripStop
    rule = staticmethod(permissions.can_edit_trip)
    owner_model = StudyTrip
    owner_field = "trip"
    owner_kwarg = "studytrip_pk"
    about_owner = True
    parent_link = "trip__event__project"

    def get_owner(self):
        return owner_trip(self)

    def get_form(self, data=None, files=None):
        """The form's parent is the journey: stops and seminars are asked of it."""
        return self.form_class(
            data, files, instance=self.get_instance(), user=self.request.user, parent=self.owner, initial=self.get_initial()
        )


def owner_trip(page):
    """The journey above a page, among those of the project this person sees; Http404 otherwise."""
    rows = scoped(StudyTrip.objects.filter(event__project=page.parent), page.scope, page.request.user)
    return in_project(find(rows.select_related(*EVENT_RELATIONS), pk=page.kwargs["studytrip_pk"]), page.parent)


class StopCreate(BelowTrip, CreatePage):
    form_class = StopForm
    verb = staticmethod(spread(actions.add_stop))
    page_title = _("Add a stop")

    def get_instance(self):
        return self.adopt(TripStop())

    def get_initial(self):
        """Stops are written one after another: the same day and country as the one before, else the first day."""
        before = self.owner.stops.order_by("-pk").first()
        if before is not None:
            return {"date": before.date, "country": before.country}
        chosen = [row for row in walk(destinations_for(self.owner.event)) if row.state == DestinationState.CHOSEN]
        first = self.owner.event.days.order_by("date").first()
        return {
            "date": first.date if first else None,
            "country": chosen[0].country if len(chosen) == 1 else self.owner.event.country,
        }


class StopEdit(BelowTrip, UpdatePage):
    form_class = StopForm
    verb = staticmethod(spread(actions.change_stop))

    def actions(self):
        found = [Action(_("Remove"), self.sibling("remove"), danger=True)]
        if self.object.date and not self.object.seminar_id:
            found.insert(0, Action(_("Make a joint seminar here"), self.sibling("seminar")))
        return found


class StopRemove(BelowTrip, RemoveRow):
    verb = staticmethod(actions.remove_stop)
    question = _("Remove this stop?")
    explanation = _("For a stop that is not on the way after all. What it said stays in the history.")

    get_form = ActionPage.get_form


class StopSeminar(BelowTrip, ActionPage):
    """A joint seminar on the way becomes an event of its own within the journey (A-21)."""

    form_class = SeminarForm
    question = _("Make a joint seminar here?")
    explanation = _("It becomes an event within this journey, with a day of its own. Nothing is counted twice.")
    submit_label = _("Make the seminar")
    success_message = _("The seminar is planned.")

    def get_form(self, data=None):
        return SeminarForm(
            data, user=self.request.user, parent=self.owner, initial={"title": self.object.topic or self.object.place}
        )

    def crumbs_below(self):
        return [*super().crumbs_below(), Crumb(str(self.object), self.sibling("edit"))]

    def perform(self, _trip):
        answer = self.form.cleaned_data
        actions.make_seminar(
            self.object, by=self.request.user, title=answer["title"], kind=answer["kind"], half_days=answer["half_days"]
        )
