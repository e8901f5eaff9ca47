"""A page that brings in topics, in tests only."""
from django.core.exceptions import ValidationError

from portal.shared import rules, verbs
from portal.shared.imports import Field, Sheet, parsers, repeated
from portal.shared.views.imports import ImportPage
from portal.urls import handler403, handler404, handler500  # noqa: F401
from portal.urls import urlpatterns as portal_patterns
from projects.models import Topic


class TopicImport(ImportPage):
    kind = "topics"
    route = "t-import"
    rule = rules.staff_only
    page_title = "Too teemad"

    def sheet(self, parent, user):
        return Sheet(
            [
                Field("code", "code", synonyms=("kood",), required=True, parse=parsers.line(60), example="pärand"),
                Field("name_et", "name", synonyms=("nimi",), required=True, example="Pärand"),
                Field("cost", "cost", synonyms=("hind",), parse=parsers.money, example="1 200,50"),
            ],
            money_totals=("cost",),
        )

    def duplicates(self, rows):
        return repeated(rows, lambda row: row.values["code"], {topic.code: str(topic) for topic in Topic.objects.all()})

    def create(self, row, by):
        if row.values["name_et"] == "Keelatud":
            raise ValidationError("See nimi ei sobi.")
        return verbs.create(Topic(code=row.values["code"], name_et=row.values["name_et"]), by=by)

    def take_back(self, instance, by):
        if instance.name_et == "Kinni":
            raise ValidationError("Seda on vaja.")
        verbs.remove(instance, by=by)

    def get_cancel_url(self):
        return "/"


urlpatterns = [*TopicImport.paths("t/import/", "t-import"), *portal_patterns]
