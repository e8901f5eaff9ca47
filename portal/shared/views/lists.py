"""Lists: filtered, sorted, paginated, counted, and exported exactly as they stand."""
from dataclasses import replace
from itertools import chain, islice

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from portal.shared import exports
from portal.shared.paging import AWAY, BOUND, page_of
from portal.shared.requests import query_with
from portal.shared.tables import Table, sort_order
from portal.shared.ui import Action
from portal.shared.views.base import ShowPage
from portal.shared.views.listed import listed

EXPORTS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
# Shorter files are made whole, and so their length can be told.
LONG = 2_000


class ListPage(ShowPage):
    """Rows of one model in a table.

    columns         [Column]; override `get_columns()` when they depend on the person
    filterset_class PortalFilterSet; it receives user and parent
    default_sort    a column key, "-" for descending; otherwise the model's own order holds
    page_title      also the table's caption and the export's file name
    empty_title, empty_text    what an empty list says; a list emptied by its filter says so by itself
    primary_action()           Action(label, url) or None: the one next step, when this person may take it
    """

    template_name = "layouts/list.html"
    columns = ()
    filterset_class = None
    default_sort = ""
    paginate_by = 50
    empty_title = _("Nothing here yet")
    empty_text = ""
    export_name = ""

    def get(self, request, *args, **kwargs):
        wanted = request.GET.get("format")
        return self.export(wanted) if wanted in EXPORTS else self.show()

    def get_columns(self):
        return self.columns

    def primary_action(self):
        return None

    def actions(self):
        primary = self.primary_action()
        return [replace(primary, primary=True)] if primary else []

    @cached_property
    def filterset(self):
        if self.filterset_class is None:
            return None
        rows = self.get_queryset() if self.model is None else Later(self.model, self.get_queryset)
        return self.filterset_class(
            self.request.GET, rows, user=self.request.user, parent=self.parent, request=self.request
        )

    @cached_property
    def ordering(self):
        """(ORM ordering, the sort parameter that holds)."""
        return sort_order(self.get_columns(), self.request.GET.get("sort", ""), self.default_sort)

    def get_rows(self):
        """All rows of the list, filtered and sorted, of every page."""
        rows = self.get_queryset() if self.filterset is None else self.filterset.qs
        order, _parameter = self.ordering
        return rows.order_by(*order) if order else rows

    def make_table(self, objects):
        return Table(
            self.get_columns(),
            objects,
            caption=self.get_page_title(),
            sort=self.ordering[1],
            link=lambda parameter: query_with(self.request, sort=parameter, format=None, **AWAY),
        )

    def export(self, kind):
        """The same rows as a file: every page of the list, filtered and sorted as it stands."""
        return table_file(self.make_table(self.get_rows()), kind, str(self.export_name or self.get_page_title()))

    def count_text(self, count):
        return ngettext("%(count)d row", "%(count)d rows", count) % {"count": count}

    def count_bound(self):
        """How many rows are counted at most. All of a project's, and all that a filter leaves: a figure may have led here."""
        whole = self.parent is not None or self.is_filtered or self.request.GET.get("count") == "all"
        return None if whole else BOUND

    def known_count(self, bound):
        """How many rows there are, where the page knows it without counting them (see `page_of`); otherwise None."""
        return None

    @cached_property
    def is_filtered(self):
        return self.filterset is not None and self.filterset.is_used

    def words_of_count(self, page):
        words = self.count_text(page.paginator.count)
        return _t("more than %(rows)s") % {"rows": words} if getattr(page, "is_more", False) else words

    def read_page(self):
        bound = self.count_bound()

        def known():
            return self.known_count(bound)

        page = listed(self, self.paginate_by, bound, known)
        if page is None:
            page = page_of(self.get_rows(), self.request.GET, self.paginate_by, bound=bound, known=known)
        return page

    def get_context_data(self, **kwargs):
        page = self.read_page()
        return super().get_context_data(
            page_obj=page,
            count_text=self.words_of_count(page),
            table=self.make_table(page.object_list),
            filterset=self.filterset,
            is_filtered=self.is_filtered,
            empty_title=self.empty_title,
            empty_text=self.empty_text,
            exports=[Action(kind.upper(), query_with(self.request, format=kind, **AWAY)) for kind in EXPORTS],
            **kwargs,
        )


class Later(SimpleLazyObject):
    """A queryset of this model that is built when somebody asks for more than the model."""

    def __init__(self, model, build):
        super().__init__(build)
        self.__dict__["model"] = model


def table_file(table, kind, title):
    """A Table as an answer to take away. `kind`: "xlsx" or "csv". A long one is sent while its rows are still being read."""
    headers, rows = table.export_headers(), iter(table.export_rows())
    first = list(islice(rows, LONG))
    if len(first) < LONG:
        content = exports.write_xlsx(title, headers, first) if kind == "xlsx" else exports.write_csv(headers, first)
        return download(content, kind, title)
    rows = chain(first, rows)
    parts = exports.stream_xlsx(title, headers, rows) if kind == "xlsx" else exports.stream_csv(headers, rows)
    return StreamingHttpResponse(in_language(parts, get_language()), content_type=EXPORTS[kind], headers=named(kind, title))


def in_language(parts, language):
    """The parts of an answer that is sent after its page is done, each made in the page's language."""
    parts = iter(parts)
    while True:
        with translation.override(language):
            part = next(parts, None)
        if part is None:
            return
        yield part


def download(content, kind, title):
    """Bytes as an answer to take away. `kind`: "xlsx" or "csv"; `title`: the file's name, to which the day is added."""
    return HttpResponse(content, content_type=EXPORTS[kind], headers=named(kind, title))


def named(kind, title):
    disposition = content_disposition_header(
        as_attachment=True, filename=f"{title} {timezone.localdate():%Y-%m-%d}.{kind}"
    )
    return {"Content-Disposition": disposition}
