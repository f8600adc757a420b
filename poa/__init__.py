"""poa: an account-health appeal assistant. Importing it costs nothing and loads nothing."""

__version__ = "0.1.0"
