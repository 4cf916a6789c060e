"""The sheet's scripts, run for real in Chromium, against the rules in Python."""
