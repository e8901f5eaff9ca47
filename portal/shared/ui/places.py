"""The tile map: where each county and region sits on a small board, as people picture the country.

Names are proper names and are written the same in every language of the portal.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.shared.sorting import sort_key


@dataclass(frozen=True)
class Spot:
    """One tile: the place's id, its name, a short form for small screens, and its column and row."""

    place: str
    name: str
    short: str
    column: int
    row: int

    @property
    def order(self):
        return sort_key(self.name)


BOARDS = {
    "EE": [
        Spot("EE-0037", "Harju", "Ha", 2, 0),
        Spot("EE-0060", "Lääne-Viru", "LV", 3, 0),
        Spot("EE-0045", "Ida-Viru", "IV", 4, 0),
        Spot("EE-0039", "Hiiu", "Hi", 0, 1),
        Spot("EE-0056", "Lääne", "Lä", 1, 1),
        Spot("EE-0071", "Rapla", "Ra", 2, 1),
        Spot("EE-0052", "Järva", "Jä", 3, 1),
        Spot("EE-0050", "Jõgeva", "Jõ", 4, 1),
        Spot("EE-0074", "Saare", "Sa", 0, 2),
        Spot("EE-0068", "Pärnu", "Pä", 2, 2),
        Spot("EE-0084", "Viljandi", "Vi", 3, 2),
        Spot("EE-0079", "Tartu", "Ta", 4, 2),
        Spot("EE-0081", "Valga", "Va", 3, 3),
        Spot("EE-0087", "Võru", "Võ", 4, 3),
        Spot("EE-0064", "Põlva", "Põ", 5, 3),
    ],
    "LV": [
        Spot("LV-PR-KUR", "Kurzeme", "Ku", 0, 0),
        Spot("LV-PR-RIX", "Rīga", "Rī", 1, 0),
        Spot("LV-PR-VID", "Vidzeme", "Vi", 2, 0),
        Spot("LV-PR-ZEM", "Zemgale", "Ze", 1, 1),
        Spot("LV-PR-LAT", "Latgale", "La", 2, 1),
    ],
}


def name_of(country):
    return {"EE": _("Estonia"), "LV": _("Latvia")}[country]
