"""Audits messages: ``Auditor(guidance).check(message)`` says what breaks which rule, where, and what to do."""

from poa.audit.engine import Auditor

__all__ = ["Auditor"]
