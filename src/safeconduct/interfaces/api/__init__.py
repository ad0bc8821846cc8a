"""Offer an operation over HTTP: each endpoint is one use case, through the one door."""

from safeconduct.interfaces.api.app import build_api
from safeconduct.interfaces.api.desk import ApiServices, Drive, Shelf

__all__ = ["ApiServices", "Drive", "Shelf", "build_api"]
