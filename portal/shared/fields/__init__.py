"""The portal's own model fields: every value is cleaned on its way in, whichever door it takes."""
from portal.shared.fields.edge import EdgeField
from portal.shared.fields.keys import SearchKeyField, SortKeyField, refresh_derived, search
from portal.shared.fields.money import MoneyField, MoneyFormField, MoneyInput, euros, money_range_check
from portal.shared.fields.partial import BoundField, PartialDateField, PartialDateFormField, active_between
from portal.shared.fields.text import LineField, LineFormField, ProseField, ProseFormField
from portal.shared.fields.translated import Translated, trio

__all__ = [
    "BoundField", "EdgeField", "LineField", "LineFormField", "MoneyField", "MoneyFormField", "MoneyInput", "PartialDateField",
    "PartialDateFormField", "ProseField", "ProseFormField", "SearchKeyField", "SortKeyField", "Translated",
    "active_between", "euros", "money_range_check", "refresh_derived", "search", "trio",
]  # fmt: skip
