"""Reads a letter as a strict reader would: Letter -> Review."""

from poa.review.whole import review, unfilled

__all__ = ["review", "unfilled"]
