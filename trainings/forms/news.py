"""The form of a piece of news. Who it is shown to is no field: the coordinator publishes it."""
from django.utils.translation import gettext_lazy as _

from projects.forms.base import IN_ESTONIAN, CalmForm, live_of_project, others, trio
from projects.forms.document import own_activities
from projects.permissions import coordinates
from trainings.models import Event, News


class NewsForm(CalmForm):
    layout_groups = [
        (_("What"), ["title_et", "text_et", "happened_on"]),
        (_("What it belongs to"), ["activity", "event"]),
        (_("In Latvian and English"), others("title", "text")),
    ]
    scope = {"activity": own_activities, "event": live_of_project(Event)}

    class Meta:
        model = News
        fields = [*trio("title"), *trio("text"), "happened_on", "activity", "event"]
        help_texts = {
            "title_et": IN_ESTONIAN,
            "text_et": _("Everybody will read it: leave out names of participants. Markdown works: **bold**, lists, links."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.keeps_all:
            self.fields["activity"].required = True

    @property
    def keeps_all(self):
        """Whoever edits one activity writes about that one."""
        whole = [row for row in self.user.memberships_now() if row.project_id == self.parent.pk and not row.activity_id]
        return coordinates(self.user, self.parent) or bool(whole)

    def get_warnings(self):
        event = self.cleaned_data.get("event")
        if event and self.instance.pk is None and News.objects.live().filter(event=event).exists():
            yield _("There is a piece of news about this event already.")
