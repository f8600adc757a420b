"""The words of the flow as plain frozen data. Imports nothing but the standard library (case.py: msgspec)."""
