"""What people answered, what communities have, and what they need to learn."""
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from communities import actions
from communities.admin.base import GROUP
from communities.models import Asset, Respondent, Score, StatementComment, TrainingNeed
from portal.shared import verbs
from portal.shared.admin import ARCHIVE_FILTER, PortalModelAdmin, TabularRows, bulk

OF_PROJECT = ("assessment__enrolment__project", admin.RelatedOnlyFieldListFilter)


class ScoreVerbs:
    add_verb = staticmethod(actions.note_score)
    change_verb = staticmethod(actions.change_score)
    remove_verb = staticmethod(actions.remove_score)


class ScoreTable(ScoreVerbs, TabularRows):
    """Single scores are corrected here; a whole sheet is filled in on the portal's own page."""

    model = Score
    fields = ["statement", "value"]


@admin.register(Respondent)
class RespondentAdmin(PortalModelAdmin):
    group = GROUP
    remove_verb = staticmethod(actions.remove_respondent)
    list_display = ["label", "assessment", "order"]
    list_filter = [OF_PROJECT]
    list_select_related = ["assessment__enrolment__community"]
    search_fields = ["label", "assessment__enrolment__community__search_key"]
    inlines = [ScoreTable]
    fieldsets = [(None, {"fields": ["assessment", ("label", "order")]})]


@admin.register(Score)
class ScoreAdmin(ScoreVerbs, PortalModelAdmin):
    group = GROUP
    list_display = ["respondent", "statement", "value"]
    list_filter = ["value", ("respondent__assessment__enrolment__project", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["respondent", "statement"]
    search_fields = ["respondent__label", "respondent__assessment__enrolment__community__search_key"]
    fieldsets = [(None, {"fields": ["respondent", "statement", "value"]})]


@admin.register(StatementComment)
class StatementCommentAdmin(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(actions.comment_statement)
    change_verb = staticmethod(actions.change_statement_comment)
    remove_verb = staticmethod(verbs.remove)
    list_display = ["statement", "assessment", "text"]
    list_filter = [OF_PROJECT]
    list_select_related = ["statement", "assessment__enrolment__community"]
    search_fields = ["text", "assessment__enrolment__community__search_key"]
    fieldsets = [(None, {"fields": ["assessment", "statement", "text"]})]


@admin.register(Asset)
class AssetAdmin(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(verbs.spread(actions.add_asset))
    change_verb = staticmethod(verbs.spread(actions.change_asset))
    list_display = ["name", "community", "category", "availability", "visibility"]
    list_filter = ["category", "availability", "visibility", ARCHIVE_FILTER]
    list_select_related = ["community"]
    search_fields = ["search_key", "community__search_key"]
    actions = [
        bulk(_("Put into the archive"), actions.archive_asset, "put_away"),
        bulk(_("Take back out of the archive"), actions.restore_asset, "take_out"),
    ]
    fieldsets = [
        (None, {"fields": ["community", ("category", "name"), "description"]}),
        (_("What it can offer"), {"fields": ["can_offer", "offers", ("availability", "condition")]}),
        (_("Who"), {"fields": ["keeper", "contact_role", "visibility"]}),
        (_("Where"), {"fields": [("latitude", "longitude")]}),
    ]


@admin.register(TrainingNeed)
class TrainingNeedAdmin(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(actions.note_training_need)
    change_verb = staticmethod(actions.change_training_need)
    list_display = ["topic", "enrolment", "priority", "people"]
    list_filter = ["priority", ("enrolment__project", admin.RelatedOnlyFieldListFilter), ARCHIVE_FILTER]
    list_select_related = ["enrolment__community"]
    search_fields = ["search_key", "enrolment__community__search_key"]
    actions = [
        bulk(_("Put into the archive"), actions.archive_training_need, "put_away"),
        bulk(_("Take back out of the archive"), actions.restore_training_need, "take_out"),
    ]
    fieldsets = [(None, {"fields": ["enrolment", "assessment", "topic", ("priority", "people"), "note"]})]
