"""A bookmark that brings the page one is reading to the preview."""
