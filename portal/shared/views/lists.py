"""Lists: filtered, sorted, paginated, counted, and exported exactly as they stand."""
from django.core.paginator import Paginator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.shared import exports
from portal.shared.requests import query_with
from portal.shared.tables import Table, sort_order
from portal.shared.views.base import Action, ShowPage

EXPORTS = {"xlsx": exports.write_xlsx, "csv": exports.write_csv}


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
        write = EXPORTS.get(request.GET.get("format", ""))
        return self.export(write) if write else self.show()

    def get_columns(self):
        return self.columns

    def primary_action(self):
        return None

    @cached_property
    def filterset(self):
        if self.filterset_class is None:
            return None
        return self.filterset_class(
            self.request.GET, self.get_queryset(), user=self.request.user, parent=self.parent, request=self.request
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
            link=lambda parameter: query_with(self.request, sort=parameter, page=None, format=None),
        )

    def export(self, write):
        name = self.export_name or self.get_page_title()
        return write(self.make_table(self.get_rows()), name=str(name))

    def get_context_data(self, **kwargs):
        page = Paginator(self.get_rows(), self.paginate_by).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            page_obj=page,
            count=page.paginator.count,
            table=self.make_table(page.object_list),
            filterset=self.filterset,
            is_filtered=self.filterset is not None and self.filterset.is_used,
            primary_action=self.primary_action(),
            empty_title=self.empty_title,
            empty_text=self.empty_text,
            pages=self.page_links(page),
            exports=[Action(name.upper(), query_with(self.request, format=name, page=None)) for name in EXPORTS],
            **kwargs,
        )

    def page_links(self, page):
        """[{label, url, current}] of the pages near this one; a gap has no address."""
        links = []
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1):
            is_number = isinstance(number, int)
            url = query_with(self.request, page=number, format=None) if is_number else ""
            links.append({"label": number, "url": url, "current": number == page.number})
        return links if page.paginator.num_pages > 1 else []
