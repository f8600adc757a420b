"""Reads guidance/ (and the user's additions) into rules, causes, modules ...; nothing else knows the files."""
