"""Pages that show one object, and its history."""
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from portal.shared import history
from portal.shared.paging import LAST, RowsPage, asked_number, to_page
from portal.shared.views.base import ShowPage

# Pages of a long history for which its last weeks are looked at first; a history is long beyond so many changes.
NEAR = 10
BOUND = 10_000


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
        page = page_of_changes(self.get_histories(), self.request.GET.get("page", ""), self.paginate_by)
        return super().get_context_data(page_obj=page, changes=page.object_list, **kwargs)


def page_of_changes(histories, asked, per_page):
    """The RowsPage of changes that the address asks for. Beyond BOUND they are counted only for who goes there."""
    number, count = asked_number(asked), history.count_in(histories, most=BOUND + 1)
    is_more = count > BOUND
    if is_more and (number in (LAST, None) or number * per_page > BOUND):
        count, is_more = history.count_in(histories), False
    count = BOUND if is_more else count
    last = max(1, -(-count // per_page))
    number = last if number in (LAST, None) else min(number, last)
    near = is_more and number <= NEAR
    rows = history.changes_in(histories, limit=per_page, offset=(number - 1) * per_page, of_many=near)
    page = RowsPage(rows, count, per_page, number, is_more)
    page.previous = to_page(number - 1) if number > 1 else None
    page.next = to_page(number + 1) if number < last or is_more else None
    return page
