"""The people of a project, each once: the list, one person, and whether two are one."""
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from communities.models import Community
from portal.shared.reading import walk_together
from portal.shared.requests import query_with
from portal.shared.tables import Column, Table, format_day, format_number
from portal.shared.ui import Action, Crumb, Fact, Stat
from portal.shared.views import ActionPage, DetailPage, ListPage, UpdatePage
from portal.shared.views.base import ShowPage
from portal.shared.ways import reverse
from projects.views.rows import RowMixin
from trainings import permissions
from trainings.actions.persons import change_person, merge_persons, separate_person, take_back_apart, tell_apart
from trainings.filters.persons import PersonFilters
from trainings.forms.persons import THIS, TWO, OneOrTwoForm, PersonForm
from trainings.models import Event, Person, PersonApart
from trainings.summaries.alike import named, suggestions
from trainings.summaries.people_report import academic_hours
from trainings.summaries.person_page import compared, merged_rows, others_apart, took_part
from trainings.views.tab import TrainingsTab


class PersonListPage(TrainingsTab, ListPage):
    """Each person once. Somebody who keeps the lists of some events sees the people who stand on them."""

    part = "people"
    model = Person
    rule = staticmethod(permissions.can_see_participants)
    may_rules = TrainingsTab.may_rules | {"merge": permissions.can_merge_people}
    filterset_class = PersonFilters
    page_title = _("Participants")
    page_lead = _("Who signed up or took part, each person once.")
    default_sort = "name"
    empty_title = _("No participants yet")
    empty_text = _("They come here when they sign up, or when attendance is noted.")

    def get_queryset(self):
        """Whoever stands on one of his rows on a list that this person keeps."""
        seen = Person.objects.visible_to(self.request.user).filter(project=self.parent).with_one()
        rows = Person.objects.ones().filter(project=self.parent, pk__in=seen.order_by().values("one"))
        return rows.select_related("community", "partner", "audience", "role")

    @cached_property
    def lasted(self):
        return self.filterset.turnout.minutes_by_person()

    def get_columns(self):
        turnout = self.filterset.turnout
        return [
            Column("name", _("Name"), url=self.page_of, sort=("sort_key",)),
            Column("email", _("E-mail"), sort="email"),
            Column("village", _("Village"), value=self.village_of, empty=_("not stated")),
            Column("organisation", _("Organisation"), sort="organisation"),
            Column("partner", _("Sent by partner"), sort="partner__sort_key"),
            Column("audience", _("Audience"), sort="audience__name_et"),
            Column("events", _("Events"), kind="number", value=lambda row: len(turnout.events_of.get(row.pk, ()))),
            Column("hours", _("Academic hours"), kind="number",
                   value=lambda row: academic_hours(self.lasted.get(row.pk, (0, 0))[0])),
        ]

    @cached_property
    def shown_communities(self):
        """Keys of the people's communities that this reader may know of: a sensitive one is not named (C-07)."""
        theirs = Person.objects.filter(project=self.parent).values("community")
        return set(Community.objects.visible_to(self.request.user).filter(pk__in=theirs).values_list("pk", flat=True))

    def village_of(self, row):
        known = self.filterset.turnout.people[row.pk]
        return known.village if known.community is None or known.community in self.shown_communities else row.village

    def page_of(self, row):
        return reverse("trainings:person-detail", args=[self.parent.slug, row.pk])

    def count_text(self, count):
        return ngettext("%(count)d person", "%(count)d people", count) % {"count": count}

    def actions(self):
        found = [Action(_("How many different people?"), self.report_url())]
        if self.may.merge:
            found.append(Action(_("Find doubles"), reverse("trainings:person-suggestions", args=[self.parent.slug])))
            found.append(Action(_("Bring in participants"), reverse("trainings:person-import", args=[self.parent.slug])))
        return found

    def report_url(self):
        asked = query_with(self.request, took_part=None, search=None, sort=None, page=None, format=None)
        return f"{reverse('trainings:people-report', args=[self.parent.slug])}{asked}"


class PersonRows(RowMixin, TrainingsTab):
    """Pages about one person: that he exists is known in the project, who he is only to those who may."""

    part = "people"
    model = Person
    rule = staticmethod(permissions.can_edit_person)

    def get_queryset(self):
        return Person.objects.filter(project=self.parent).select_related(
            "community__municipality", "municipality__county", "partner", "audience", "role", "root"
        )

    def to(self, verb, pk=None):
        return reverse(f"trainings:person-{verb}", args=[self.parent.slug, pk or self.object.pk])


class PersonDetail(PersonRows, DetailPage):
    rule = staticmethod(permissions.can_see_person)
    template_name = "trainings/person_detail.html"
    object_rules = {"edit_person": permissions.can_edit_person}
    may_rules = PersonRows.may_rules | {
        "merge": permissions.can_merge_people, "answer": permissions.can_answer_for_data,
    }

    def crumbs_below(self):
        return []

    def actions(self):
        found = []
        if self.may.edit_person:
            found.append(Action(_("Edit"), self.to("edit"), primary=True))
        if self.may.merge and self.object.erased_at is None:
            found.append(Action(_("The same as somebody else"), self.to("merge")))
        if self.may.answer:
            found.append(Action(_("Give out all data"), self.to("export")))
            if self.object.erased_at is None:
                found.append(Action(_("Erase"), self.to("erase"), danger=True))
        return found

    def get_context_data(self, **kwargs):
        person = self.object
        kept = None
        if not self.may.see_people:
            kept = set(Event.objects.kept_by(self.request.user).filter(project=self.parent).values_list("pk", flat=True))
        stays, merged = walk_together([took_part(person, events=kept), merged_rows(person)])
        one = person.root_id or person.pk
        return super().get_context_data(
            facts=facts_of(person, self.request.user), stats=stats_of(stays), events=table_of_stays(stays.events),
            merged=[(row, self.to("detail", row.pk), self.separate_url(row)) for row in merged],
            counted_as=(person.root, self.to("detail", person.root_id)) if person.root_id else None,
            separate_url=self.separate_url(person),
            alike=[self.pair(pair, one) for pair in suggestions(self.parent, about=one, most=5)] if self.may.merge else [],
            **kwargs,
        )

    def separate_url(self, row):
        return self.to("separate", row.pk) if self.may.merge and row.merged_into_id else ""

    def pair(self, pair, one):
        other = pair.second if pair.first.pk == one else pair.first
        return other, ", ".join(pair.why), f"{self.to('merge', one)}?other={other.pk}"


def facts_of(person, user):
    here = person.community_id and Community.objects.visible_to(user).filter(pk=person.community_id).exists()
    place = person.municipality or (person.community.municipality if here else None)
    return [
        Fact(_("E-mail"), person.email, url=f"mailto:{person.email}" if person.email else ""),
        Fact(_("Telephone"), person.phone),
        Fact(_("Community"), str(person.community) if here else "", url=person.community.get_absolute_url() if here else ""),
        Fact(_("Village"), person.village),
        Fact(_("Municipality"), str(place or "")),
        Fact(_("Organisation"), person.organisation),
        Fact(_("Role"), str(person.role or "")),
        Fact(_("Relation to the organisation"), person.get_affiliation_display()),
        Fact(_("Audience"), str(person.audience or "")),
        Fact(_("Sent by partner"), str(person.partner or "")),
    ]


def stats_of(stays):
    return [
        Stat(_("Events"), format_number(stays.count)),
        Stat(_("Academic hours"), format_number(academic_hours(stays.minutes))),
        Stat(_("First day"), format_day(stays.first)[0] if stays.first else str(_("not yet"))),
    ]


def table_of_stays(events):
    columns = [
        Column("date", _("Day"), kind="date", empty=_("not stated")),
        Column("event", _("Event"), url=lambda row: row.event.get_absolute_url()),
        Column("came", _("Took part"), kind="badge", tone=lambda row: "good" if row.was_there else "neutral"),
        Column("hours", _("Academic hours"), kind="number",
               value=lambda row: None if row.minutes is None else academic_hours(row.minutes), empty=""),
    ]
    return Table(columns, events, caption=_("Events"))


class PersonEdit(PersonRows, UpdatePage):
    form_class = PersonForm
    verb = staticmethod(change_person)


class PersonSuggestions(TrainingsTab, ShowPage):
    """Who may be one person, with the reasons; and who was said to be two."""

    part = "people"
    rule = staticmethod(permissions.can_merge_people)
    template_name = "trainings/person_suggestions.html"
    page_title = _("One person twice?")
    page_lead = _("Names are written in many ways. Look at each pair and say whether it is one person.")

    def get_context_data(self, **kwargs):
        slug = self.parent.slug
        return super().get_context_data(
            pairs=[
                (pair, f"{reverse('trainings:person-merge', args=[slug, pair.first.pk])}?other={pair.second.pk}")
                for pair in suggestions(self.parent)
            ],
            apart=[(row, reverse("trainings:personapart-remove", args=[slug, row.pk])) for row in others_apart(self.parent)],
            list_url=reverse("trainings:person-list", args=[slug]), **kwargs,
        )


class BelowSuggestions:
    def crumbs_below(self):
        return [Crumb(_("One person twice?"), reverse("trainings:person-suggestions", args=[self.parent.slug]))]

    def get_success_url(self):
        return reverse("trainings:person-suggestions", args=[self.parent.slug])

    get_cancel_url = get_success_url


class PersonMerge(BelowSuggestions, PersonRows, ActionPage):
    """Two people side by side: are they one? The rule is asked about the project, since both are compared with all."""

    about_object = False
    rule = staticmethod(permissions.can_merge_people)
    template_name = "trainings/person_merge.html"
    form_class = OneOrTwoForm
    question = _("One person or two?")
    explanation = _("Nothing is lost: what is counted as one can be taken apart again at any time.")
    submit_label = _("Save the decision")
    success_message = _("The decision is saved.")

    def get_form(self, data=None):
        return OneOrTwoForm(data, user=self.request.user, parent=self.parent, person=self.object, known=self.other)

    @cached_property
    def other(self):
        """The one in the address, or None."""
        asked = self.request.GET.get("other", "")
        if not (asked.isascii() and asked.isdigit()) or len(asked) > 18:
            return None
        return self.get_queryset().filter(pk=asked).exclude(pk=self.object.pk).first()

    def perform(self, _project):
        answer, this = self.form.cleaned_data, self.object
        other, by = answer["other"], self.request.user
        if answer["decision"] == TWO:
            tell_apart(this, other, by=by)
        elif answer["decision"] == THIS:
            merge_persons(other, this, by=by)
        else:
            merge_persons(this, other, by=by)

    def get_context_data(self, **kwargs):
        found = super().get_context_data(**kwargs)
        table = compared(self.object, self.other) if self.other else None
        return found | {"compared": table and side_by_side(table, self.object, self.other)}


def side_by_side(lines, this, other):
    columns = [
        Column("label", _("What")),
        Column("mine", named(this), empty=_("not stated")),
        Column("theirs", named(other), empty=_("not stated")),
        Column("same", _("The same"), kind="badge", value=lambda line: _("yes") if line.same else "", tone=lambda _line: "good"),
    ]
    return Table(columns, lines, caption=_("Side by side"))


class PersonSeparate(PersonRows, ActionPage):
    """Take a merge back."""

    about_object = False
    rule = staticmethod(permissions.can_merge_people)
    question = _("Count this person apart again?")
    explanation = _("The two are counted as two people again, each with what belongs to him.")
    submit_label = _("Count apart")
    success_message = _("They are two people again.")

    def get_cancel_url(self):
        return self.to("detail")

    get_success_url = get_cancel_url

    def perform(self, _project):
        separate_person(self.object, by=self.request.user)


class ApartRemove(BelowSuggestions, TrainingsTab, ActionPage):
    """They may be one after all: they are suggested again."""

    part = "people"
    model = PersonApart
    parent_link = "first__project"
    rule = staticmethod(permissions.can_merge_people)
    question = _("May these two be one person after all?")
    explanation = _("They are suggested again.")
    submit_label = _("Suggest them again")
    success_message = _("They are suggested again.")

    def perform(self, _project):
        self.object.first.project = self.parent
        take_back_apart(self.object, by=self.request.user)
