"""Conduct: rules that need the language read, not just one word found.

A message becomes a row of concepts (``concepts``); the rules are relations between concepts (``relations``): who asks
whom for what, under which condition, denied or not. Phrases and relations are data in guidance/detect/conduct-*.yaml.
"""

from __future__ import annotations

from poa.audit.conduct.finder import find, is_review_request

__all__ = ["find", "is_review_request"]
