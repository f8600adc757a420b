"""Reads a letter as a strict reader would: Letter -> Review."""

from poa.review.whole import far_too_long, review, unfilled

__all__ = ["far_too_long", "review", "unfilled"]
