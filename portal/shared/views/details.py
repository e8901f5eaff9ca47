"""Pages that show one object, and its history."""
from django.core.paginator import Paginator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from portal.shared import history
from portal.shared.views.base import ShowPage


class DetailPage(ShowPage):
    """One object. The template is named by the page."""

    has_object = True


class Changes:
    """The changes in some historical querysets, as a list that a Paginator can cut."""

    def __init__(self, histories):
        self.histories = histories

    @cached_property
    def _count(self):
        return history.count_in(self.histories)

    def count(self):
        return self._count

    def __len__(self):
        return self._count

    def __getitem__(self, cut):
        return history.changes_in(self.histories, limit=cut.stop - cut.start, offset=cut.start)


class HistoryPage(ShowPage):
    """Who changed what, when. Override `get_histories` for a page over several kinds of rows (a whole project)."""

    has_object = True
    template_name = "layouts/history.html"
    paginate_by = 50

    def get_page_title(self):
        return self.page_title or _("History")

    def get_histories(self):
        """Historical querysets whose changes stand on the page."""
        manager = getattr(self.object, self.object._meta.simple_history_manager_attribute)
        return [manager.all()]

    def get_context_data(self, **kwargs):
        page = Paginator(Changes(self.get_histories()), self.paginate_by).get_page(self.request.GET.get("page"))
        return super().get_context_data(page_obj=page, changes=page.object_list, **kwargs)
