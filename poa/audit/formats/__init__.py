"""The audit as text for people, and as JSON and SARIF for programs; each writes while messages come in."""
