"""Communities brought in from a table: into a project with their enrolments, or, by staff, into the registry alone."""
import json

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from communities import actions, permissions
from communities.forms.imports import CommunitySheet, key_of, stems_of
from communities.models import Community, Enrolment
from communities.views.communities import list_crumb
from communities.views.tab import CommunitiesTab
from portal.shared.imports.preview import MOST_SHOWN
from portal.shared.rules import staff_only
from portal.shared.views.imports import ImportPage


class CommunityTable:
    """What both tables share. `by_key`: the communities this very table made, for a second row about the same one."""

    page_title = gettext_lazy("Bring in communities")

    def sheet(self, parent, user):
        return CommunitySheet(user, parent)

    def duplicates(self, rows):
        """{row number: sentence}: there already, twice in the table, or nearly the same name in the same place."""
        found, first, alike = {}, {}, {}
        for row in rows:
            key, what = self.key(row), (self.key(row), row.values.get("activity"))
            there = self.there_already(row)
            if there:
                found[row.number] = there
            elif what in first:
                found[row.number] = _("It is the same as row %(number)d.") % {"number": first[what]}
            elif row.values["community"] is None and key not in {each[0] for each in first}:
                found |= self.look_alike(row, alike)
            first.setdefault(what, row.number)
        return found

    def look_alike(self, row, alike):
        """A new name that is nearly another one: perhaps the same community, written otherwise."""
        name, where = row.values["name"], row.values["municipality"]
        stems = [(stem, where and where.pk) for stem in stems_of(name)]
        earlier = next((alike[stem] for stem in stems if stem in alike), None)
        for stem in stems:
            alike.setdefault(stem, row)
        if row.values["alike"]:
            return {row.number: _("It may be “%(name)s”, which the portal has in the same place. Tick it if it is another one.")
                    % {"name": row.values["alike"]}}
        if earlier is None:
            return {}
        return {row.number: _("It may be “%(name)s” of row %(number)d. Tick it if it is another one.")
                % {"name": earlier.values["name"], "number": earlier.number}}

    @staticmethod
    def key(row):
        where = row.values["municipality"]
        return key_of(row.values["name"], where and where.pk)

    def make(self, row, by):
        values = row.values
        community = Community(
            name=values["name"], kind=values["kind"], municipality=values["municipality"], population=values["population"],
            contact_role=values["contact_role"] or "",
        )
        return actions.add_community(community, by=by, places=values["places"])

    def take_back(self, instance, by):
        verb = actions.remove_enrolment if isinstance(instance, Enrolment) else actions.remove_community
        verb(instance, by=by)

    def show_result(self):
        """Each community once, though its enrolment was made as well."""
        self.template_name = "imports/result.html"
        rows = list(self.made_rows())
        made = [self.crumb_of(row) for row in rows[:MOST_SHOWN]]
        return self.show(made=made, count=len(rows), hidden=max(0, len(rows) - MOST_SHOWN))

    def made_keys(self, model):
        return [pk for label, pk, _version in json.loads(self.batch.result or "[]") if label == model._meta.label]


class RegistryImport(CommunityTable, ImportPage):
    """Into the registry, without any project."""

    kind = "communities-registry"
    route = "communities:registry-import"
    rule = staff_only

    def breadcrumbs(self):
        return [list_crumb(), *super().breadcrumbs()]

    def get_cancel_url(self):
        return list_crumb().url

    def there_already(self, row):
        there = row.values["community"]
        return _("It is in the portal already: %(name)s.") % {"name": there} if there else ""

    def create(self, row, by):
        return self.make(row, by)

    def made_rows(self):
        return Community.objects.filter(pk__in=self.made_keys(Community))


class ProjectImport(CommunityTable, CommunitiesTab, ImportPage):
    """Into a project: each row is enrolled, and made first when the portal does not know it yet."""

    kind = "communities"
    route = "communities:community-import"
    rule = staticmethod(permissions.can_enrol)

    def duplicates(self, rows):
        user = self.request.user
        here = Enrolment.objects.filter(project=self.parent)
        seen = set(here.visible_to(user).values_list("community", "activity"))
        # What this person may not know of never stands in his way: his row then makes a community of its own.
        self.hidden = set(here.values_list("community", "activity")) - seen
        self.seen, self.made_now = seen, {}
        return super().duplicates(rows)

    def there_already(self, row):
        there, activity = row.values["community"], row.values["activity"]
        if there is None:
            return ""
        if (there.pk, activity and activity.pk) in self.seen:
            return _("It takes part already: %(name)s.") % {"name": there}
        if there.is_archived:
            return _("“%(name)s” lies in the archive. Take it back out first.") % {"name": there}
        return ""

    def create(self, row, by):
        values, made = row.values, []
        community = self.known(row)
        if community is None:
            community = self.make(row, by)
            made.append(community)
            self.made_now[self.key(row)] = community
        enrolment = Enrolment(
            project=self.parent, community=community, area=values["area"], activity=values["activity"],
            author=values["author"], starts_on=values["starts_on"], ends_on=values["ends_on"],
            sensitive=bool(values["sensitive"]),
        )
        if values["status"]:
            enrolment.status = values["status"]
        made.append(actions.enrol_community(enrolment, by=by))
        return made

    def known(self, row):
        """The community of the portal, or the one that an earlier row of this table made."""
        there, activity = row.values["community"], row.values["activity"]
        if there is not None and (there.pk, activity and activity.pk) not in self.hidden:
            return there
        earlier = self.made_now.get(self.key(row))
        # A row that was refused took its community with it.
        return Community.objects.filter(pk=earlier.pk).first() if earlier else None

    def taken_words(self, count):
        return ngettext(
            "%(count)d community or enrolment was taken back.", "%(count)d communities and enrolments were taken back.", count
        ) % {"count": count}

    def made_rows(self):
        rows = Enrolment.objects.filter(pk__in=self.made_keys(Enrolment)).select_related("community")
        for row in rows:
            row.project = self.parent
        return rows
