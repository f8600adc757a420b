"""Reads messages: files and folders of every kind -> poa.model.message.Message."""

from poa.messages.finding import pictures_in
from poa.messages.reader import read

__all__ = ["pictures_in", "read"]
