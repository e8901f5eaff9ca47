"""How what people type in a plan is named, read and compared. Pure functions: no models, no database."""
from communities.codes.cells import CellName, digest, new_key
from communities.codes.deciding import Verdict, merged_order, moved, verdict
from communities.codes.typed import BOOL, read_typed, shown

__all__ = [
    "BOOL", "CellName", "Verdict", "digest", "merged_order", "moved", "new_key", "read_typed", "shown", "verdict",
]
