"""Reads a performance notice: text -> Notice."""

from poa.notice.read import read_notice

__all__ = ["read_notice"]
