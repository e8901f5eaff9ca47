"""Reading a told project back, as plain values that a test can compare."""
from django.utils.translation import override

from projects.models import Activity, Contradiction, Narrative, Partnership, Result, StatedFact, Target, TargetGroup
from projects.summaries import promise_board


class Told:
    """One project of the demo."""

    def __init__(self, project):
        self.project = project

    def all(self, model, *fields, **which):
        """Rows of a kind in their order: values of one field, or tuples of several."""
        rows = model.objects.filter(project=self.project, **which).order_by("order", "pk")
        return list(rows.values_list(*fields, flat=len(fields) == 1))

    def facts(self, code):
        """[(value, location, state)] of one code."""
        return self.all(StatedFact, "value", "location", "state", code=code)

    def codes(self):
        return set(self.all(StatedFact, "code"))

    def narrative(self, kind):
        return self.all(Narrative, "text_et", kind=kind)

    def partners(self):
        return self.all(Partnership, "organisation__name", "role")

    def results(self):
        return self.all(Result, "text_et", "direction", "intended_only")

    def groups(self, kind):
        return self.all(TargetGroup, "name_et", kind=kind)

    def contradictions(self):
        return self.all(Contradiction, "title_et", "first_et", "second_et")

    def activity(self, title):
        return Activity.objects.get(project=self.project, title_et=title)

    def target(self, measure, activity=None):
        """The promise with this measure, in the activity of this Estonian title (None: of the whole project)."""
        which = {"activity": None} if activity is None else {"activity__title_et": activity}
        return Target.objects.get(project=self.project, measure=measure, **which)

    def promises(self, language="en"):
        """{(measure, title of the activity or ""): Promise} of the board."""
        with override(language):
            board = promise_board(self.project)
        rows = {row.pk: row for row in Target.objects.filter(project=self.project).select_related("activity")}
        return {
            (rows[promise.pk].measure, rows[promise.pk].activity.title_et if rows[promise.pk].activity else ""): promise
            for promise in board.promises
        }

    def figures(self):
        """{(measure, activity): figure as people read it}"""
        return {key: promise.figure for key, promise in self.promises().items()}


def codes(letter, numbers):
    return {f"{letter}-{number:02}" for number in numbers}


def owners(activity):
    """[(organisation or description, role)] of an activity."""
    return [
        (partner.organisation.name if partner.organisation_id else partner.description_et, partner.role)
        for partner in activity.partners.select_related("organisation").order_by("pk")
    ]


def named(rows):
    return sorted(rows.values_list("code", flat=True))
