"""One module a screen; each redraws itself from the session and keeps no truth of its own."""
