"""Keep the pages where they wait to be read: sealed, so that who has no code reads none."""

from safeconduct.adapters.page_store.code_table import CodeTable
from safeconduct.adapters.page_store.shelf import Shelf, Shelves

__all__ = ["CodeTable", "Shelf", "Shelves"]
