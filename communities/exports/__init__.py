"""What leaves the portal as a file: papers of plans, and workbooks about all of them."""
from communities.exports.comparison import comparison_book
from communities.exports.plan_paper import paper_of

__all__ = ["comparison_book", "paper_of"]
