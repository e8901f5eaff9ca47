"""A project's news: write, edit, publish, withdraw, put away."""
from django.conf import settings
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.shared.views import ActionPage, ArchivePage, CreatePage, RestorePage, UpdatePage
from projects.views.rows import RowMixin
from trainings import permissions
from trainings.actions import news as actions
from trainings.forms.news import NewsForm
from trainings.models import Event, News
from trainings.summaries.news import piece_of
from trainings.views.tab import TrainingsTab


class NewsRows(RowMixin, TrainingsTab):
    """Pages about one piece; afterwards one stands before it as its readers do."""

    model = News
    part = "news"
    rule = staticmethod(permissions.can_change_news)

    def get_queryset(self):
        return super().get_queryset().select_related("activity")

    def get_object(self):
        news = super().get_object()
        if news.activity_id:
            news.activity.project = self.parent
        return news


class NewsCreate(NewsRows, CreatePage):
    about_object = False
    rule = staticmethod(permissions.can_plan_event)
    form_class = NewsForm
    verb = staticmethod(actions.add_news)
    page_title = _("Write a piece of news")
    success_message = _("The piece is saved. The public reads it once it is published.")

    def get_initial(self):
        """Coming from an event that was held, what its records say is written already."""
        wanted = self.request.GET.get("event", "")
        if not wanted.isdecimal() or len(wanted) > 18:
            return {}
        event = Event.objects.held().filter(project=self.parent, pk=wanted).select_related(
            "activity", "municipality", "county", "region"
        ).first()
        if event is None:
            return {}
        event.project = self.parent
        return piece_of(event)


class NewsEdit(NewsRows, UpdatePage):
    form_class = NewsForm
    verb = staticmethod(actions.change_news)


class NewsPublish(NewsRows, ActionPage):
    rule = staticmethod(permissions.can_publish_news)
    question = _("Show this piece of news to everybody?")
    submit_label = _("Publish")
    success_message = _("The piece is published.")

    @property
    def explanation(self):
        """Where it appears, and in which languages it cannot be read yet."""
        news = self.object
        missing = [
            str(name) for code, name in settings.LANGUAGES
            if not (getattr(news, f"title_{code}") and getattr(news, f"text_{code}"))
        ]
        where = _now("It appears in the news, on the project's page and in the feeds.")
        if not missing:
            return where
        lacking = _now("Not translated yet: %(languages)s; its readers see the Estonian text.")
        return f"{where} {lacking % {'languages': ', '.join(missing)}}"

    def perform(self, news):
        actions.publish_news(news, by=self.request.user)


class NewsWithdraw(NewsRows, ActionPage):
    rule = staticmethod(permissions.can_publish_news)
    question = _("Take this piece of news back?")
    explanation = _("The people of the project still see it.")
    submit_label = _("Withdraw")
    success_message = _("Only the people of the project see it now.")

    def perform(self, news):
        actions.withdraw_news(news, by=self.request.user)


class NewsArchive(NewsRows, ArchivePage):
    verb = staticmethod(actions.archive_news)
    question = _("Put this piece of news into the archive?")

    def get_success_url(self):
        return self.tab_url()


class NewsRestore(NewsRows, RestorePage):
    rule = staticmethod(permissions.can_edit_news)
    verb = staticmethod(actions.restore_news)
    question = _("Take this piece of news back out of the archive?")
