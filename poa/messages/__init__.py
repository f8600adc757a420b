"""Reads messages: files and folders of every kind -> poa.model.message.Message."""

from poa.messages.reader import pictures_in, read

__all__ = ["pictures_in", "read"]
