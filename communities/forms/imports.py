"""A table of communities: what each row means, which community of the portal it names, what does not fit.

Only what the reader may know of is compared: a hidden community is not there for those who may not see it, so that no
sentence of a preview tells about it.
"""
from difflib import get_close_matches
from functools import cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from communities.choices import CommunityKind, EnrolmentStatus
from communities.forms.base import YOURS_ONLY, project_activities, project_organisations
from communities.models import Community, Enrolment, Municipality, Place
from communities.permissions import can_edit_enrolment
from portal.shared.imports import Field, Sheet, parsers
from portal.shared.imports.parsers import words
from portal.shared.text import clean_line, fold
from projects.models import ProjectArea
from projects.permissions import coordinates

MOST_ROWS = 2000
MOST_NEAR = 3
GENERIC = {"kula", "kulakogukond", "kogukond", "kylakogukond", "ciems", "pagasts", "kopiena", "village", "community"}
KINDS_OF_PLACE = {"kula", "alevik", "alev", "linn", "vald", "ciems", "novads", "pilseta"}
SHORTEST_ALIKE = 5
NOT_HERE = gettext_lazy("“%(value)s” is not known in this project.")
NOWHERE = gettext_lazy("“%(value)s” is not known in the portal.")


class CommunitySheet(Sheet):
    """The columns, and what only a whole row can tell. Below a project each row is enrolled as well."""

    def __init__(self, user, project=None):
        self.user, self.project = user, project
        super().__init__([*self.about_community(), *(self.about_enrolment() if project else ())])

    def about_community(self):
        return [
            Field("name", gettext_lazy("name"), ("nimi", "kogukond", "community", "kopiena", "nosaukums"), required=True,
                  parse=parsers.line(160), example="Obinitsa küla"),
            Field("kind", gettext_lazy("kind"), ("liik", "tüüp", "veids"), parse=parsers.choice(CommunityKind),
                  example=CommunityKind.VILLAGE.label),
            Field("municipality", gettext_lazy("municipality"), ("vald", "linn", "omavalitsus", "kov", "novads", "pašvaldība"),
                  parse=named(Municipality.objects.all, municipality_names, NOWHERE), example="Setomaa vald"),
            Field("places", gettext_lazy("villages"), ("külad", "küla", "ciemi", "village"), parse=parsers.line(1000),
                  example="Obinitsa, Tobrova"),
            Field("population", gettext_lazy("residents"), ("elanikke", "elanike arv", "iedzīvotāji", "population"),
                  parse=parsers.integer(0, 1_000_000), example="142"),
            Field("contact_role", gettext_lazy("contact's role"), ("kontakt", "kontaktisik", "kontaktpersona", "contact"),
                  example=gettext_lazy("village elder")),
        ]

    def about_enrolment(self):
        user, project = self.user, self.project
        return [
            Field("area", gettext_lazy("area"), ("piirkond", "teritorija"),
                  parse=named(lambda: ProjectArea.objects.filter(project=project), in_three("name"))),
            Field("activity", gettext_lazy("activity"), ("tegevus", "darbība"),
                  parse=named(lambda: project_activities(user, project), in_three("title"))),
            Field("author", gettext_lazy("partner who works with it"), ("partner", "organisatsioon", "partneris", "organisation"),
                  parse=named(lambda: project_organisations(user, project), lambda row: [row.name])),
            Field("status", gettext_lazy("state"), ("seis", "olek", "statuss"), parse=parsers.choice(EnrolmentStatus),
                  example=EnrolmentStatus.APPLIED.label),
            Field("starts_on", gettext_lazy("start"), ("algus", "sākums"), parse=parsers.day, example="01.07.2024"),
            Field("ends_on", gettext_lazy("end"), ("lõpp", "beigas"), parse=parsers.day, example="30.06.2025"),
            Field("sensitive", gettext_lazy("sensitive"), ("tundlik", "jutīgs"), parse=parsers.yes_no,
                  example=gettext_lazy("no")),
        ]

    def parse(self, cells):
        parsed = super().parse(cells)
        if len(parsed.data) > MOST_ROWS:
            raise ValidationError(
                _("There are more than %(count)d rows. Bring them in several parts."), code="too_many_rows",
                params={"count": MOST_ROWS},
            )
        known, places, allowed = Known(self.user), Villages(), cache(self.is_mine)
        alone = self.what_is_settled() if self.project else {}
        for row in parsed.data:
            for name, value in alone.items():
                row.values[name] = row.values[name] or value
            self.look_at_place(row, places)
            if self.project:
                self.look_at_enrolment(row, allowed)
            if not row.problems:
                self.look_for(row, known)
        return parsed

    def what_is_settled(self):
        """Who writes for one organisation, or within one activity, need not write it into each row."""
        if coordinates(self.user, self.project):
            return {}
        offered = {"author": project_organisations, "activity": project_activities}
        rows = {name: list(offer(self.user, self.project)[:2]) for name, offer in offered.items()}
        found = {name: only[0] for name, only in rows.items() if len(only) == 1}
        if "activity" in found and self.is_mine(None, found.get("author")):
            del found["activity"]
        return found

    def is_mine(self, activity, author):
        return can_edit_enrolment(self.user, Enrolment(project=self.project, activity=activity, author=author))

    def look_at_place(self, row, places):
        """A village community lies somewhere; its villages lie in its municipality."""
        values = row.values
        where, names = values["municipality"], split(values["places"])
        values["places"] = []
        if not values["kind"]:
            values["kind"] = CommunityKind.VILLAGES if len(names) > 1 else CommunityKind.VILLAGE
        if where is None:
            if not row.raw.get("municipality") and values["kind"] != CommunityKind.INTEREST:
                row.problems.append(
                    _("%(column)s: nothing is written.") % {"column": self.label("municipality")}
                )
            elif names and not row.raw.get("municipality"):
                row.problems.append(_("Villages can be named only together with their municipality."))
            return
        for name in names:
            village = places.find(where, name)
            if village is None:
                row.problems.append(f"{self.label('places')}: {places.unknown(where, name)}")
            else:
                values["places"].append(village)

    def look_at_enrolment(self, row, allowed):
        values = row.values
        if values["starts_on"] and values["ends_on"] and values["ends_on"] < values["starts_on"]:
            row.problems.append(_("The end date cannot be before the start date."))
        if not any(row.raw.get(name) and values[name] is None for name in ("activity", "author")):
            if not allowed(values["activity"], values["author"]):
                row.problems.append(str(YOURS_ONLY))

    def look_for(self, row, known):
        """The community of the portal that the row names."""
        found = known.same(row.values["name"], row.values["municipality"])
        row.values["community"] = None
        if len(found) > 1:
            row.problems.append(
                _("The portal has %(count)d communities of this name here; it is not clear which is meant.")
                % {"count": len(found)}
            )
        elif found:
            row.values["community"] = found[0]
            if self.project and not found[0].is_archived:
                row.notes.append(already(found[0], row.values["name"]))
        else:
            row.values["alike"] = known.alike(row.values["name"], row.values["municipality"])

    def label(self, name):
        return next(str(each.label) for each in self.fields if each.name == name)


def already(community, typed):
    if clean_line(typed).casefold() == community.name.casefold():
        return _("It is in the portal already and will only be enrolled.")
    return _("It is in the portal already, written “%(name)s”, and will only be enrolled.") % {"name": community.name}


class Known:
    """The communities this person may know of, by folded name and municipality."""

    def __init__(self, user):
        self.named, self.stems = {}, {}
        for row in Community.objects.visible_to(user).order_by("pk"):
            self.named.setdefault(key_of(row.name, row.municipality_id), []).append(row)
            for stem in stems_of(row.name):
                self.stems.setdefault((stem, row.municipality_id), row)

    def same(self, name, where):
        """Those of this name there; one in the archive only when there is no other."""
        rows = self.named.get(key_of(name, where and where.pk), [])
        return [row for row in rows if not row.is_archived] or rows

    def alike(self, name, where):
        """One with nearly the same name in the same place, or None."""
        found = (self.stems.get((stem, where and where.pk)) for stem in stems_of(name))
        return next((row for row in found if row is not None and not row.is_archived), None)


def key_of(name, where):
    return fold(name), where


def stems_of(name):
    """A name without "küla" and spaces, and the same with one letter left out: names that share one are nearly the same.

    Short names, and names with a number, are alike only when nothing differs.
    """
    parts = fold(name).replace("-", " ").split()
    stem = "".join(part for part in parts if part not in GENERIC) or "".join(parts)
    for word in ("kulakogukond", "kula"):
        if len(stem) > len(word) + 1:
            stem = stem.removesuffix(word)
    if len(stem) < SHORTEST_ALIKE or any(char.isdigit() for char in stem):
        return [stem]
    return [stem, *dict.fromkeys(stem[:place] + stem[place + 1 :] for place in range(len(stem)))]


class Villages:
    """The villages of municipalities, each municipality's asked for once."""

    def __init__(self):
        self.of = {}

    def _of(self, where):
        if where.pk not in self.of:
            rows = list(Place.objects.filter(municipality=where))
            # A whole name before the bare one: "Haanja küla" and "Haanja alevik" may both be there.
            self.of[where.pk] = {bare(row.name): row for row in rows} | {fold(row.name): row for row in rows}
        return self.of[where.pk]

    def find(self, where, name):
        known = self._of(where)
        return known.get(fold(name)) or known.get(bare(name))

    def unknown(self, where, name):
        known = self._of(where)
        text = _("“%(name)s” is not known in %(where)s.") % {"name": name, "where": where}
        return f"{text} {near(name, known, lambda row: row.name)}".strip()


def split(text):
    return [part for part in (clean_line(part) for part in (text or "").replace(";", ",").split(",")) if part]


def bare(name):
    """ "Obinitsa küla" and "Obinitsa" name the same village."""
    parts = fold(name).split()
    return " ".join(parts[:-1]) if len(parts) > 1 and parts[-1] in KINDS_OF_PLACE else " ".join(parts)


def near(name, known, text):
    """ "Did you mean: …" with the known names that come nearest, or nothing."""
    keys = get_close_matches(fold(name), list(known), n=MOST_NEAR * 2, cutoff=0.6)
    names = list(dict.fromkeys(text(known[key]) for key in keys))[:MOST_NEAR]
    if not names:
        return ""
    return ngettext("Did you mean %(names)s?", "Did you mean one of these: %(names)s?", len(names)) % {"names": ", ".join(names)}


def named(rows, names, unknown=NOT_HERE):
    """A parser of one of some rows by name; an unknown one is answered with the nearest names."""

    @cache
    def known():
        found = {}
        for row in rows():
            for name in names(row):
                if name:
                    found.setdefault(fold(name), []).append(row)
        return found

    def parse(cell):
        text = clean_line(words(cell))
        found = list(dict.fromkeys(known().get(fold(text), [])))
        # Of two municipalities of one name the one of today is meant.
        found = [row for row in found if not getattr(row, "ended_on", None)] or found
        if len(found) > 1:
            raise ValidationError(
                _("“%(value)s” is the name of several; it is not clear which is meant."), code="wrong", params={"value": text}
            )
        if not found:
            hint = near(text, {key: rows[0] for key, rows in known().items()}, str)
            raise ValidationError(
                f"{unknown % {'value': text[:60]}} {hint}".strip(), code="wrong"
            )
        return found[0]

    return parse


def in_three(field):
    return lambda row: [getattr(row, f"{field}_{language}") for language in ("et", "lv", "en")]


def municipality_names(row):
    return [row.name, bare(row.name), row.code]
