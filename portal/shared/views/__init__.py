"""The skeletons of pages. A page declares what it is about; the skeleton does the rest the same way everywhere.

    Page        anything else: access, parent, object, breadcrumbs, `may`; ShowPage: the same, only looked at
    ListPage    filter, sort, paginate, export      DetailPage   one object
    CreatePage  UpdatePage                          ArchivePage  RestorePage  ActionPage: ask, then do
    HistoryPage who changed what, when
"""
from portal.shared.ui import Action, Crumb
from portal.shared.views.actions import ActionPage, ArchivePage, RestorePage
from portal.shared.views.base import May, Page, ShowPage
from portal.shared.views.details import DetailPage, HistoryPage
from portal.shared.views.edit import CreatePage, UpdatePage
from portal.shared.views.lists import ListPage

__all__ = [
    "Action", "ActionPage", "ArchivePage", "CreatePage", "Crumb", "DetailPage", "HistoryPage", "ListPage", "May", "Page",
    "RestorePage", "ShowPage", "UpdatePage",
]
