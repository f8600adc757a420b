"""Reads messages: files and folders of every kind -> poa.model.message.Message."""

from poa.messages.reader import read

__all__ = ["read"]
