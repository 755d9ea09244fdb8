from yichuang.apps.keeping.models.archives import (
    HALL_CATEGORIES,
    ORDINARY,
    WINDOW_CATEGORIES,
    Archive,
    ArchiveChange,
    ArchiveLoss,
    Category,
    Secrecy,
)
from yichuang.apps.keeping.models.loans import Loan, LoanKind
from yichuang.apps.keeping.models.stock import Movement, Outage, PaperKind, StockCard, StockMove

__all__ = [
    "HALL_CATEGORIES", "ORDINARY", "WINDOW_CATEGORIES", "Archive", "ArchiveChange", "ArchiveLoss", "Category", "Loan",
    "LoanKind", "Movement", "Outage", "PaperKind", "Secrecy", "StockCard", "StockMove",
]  # fmt: skip
