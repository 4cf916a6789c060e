"""The list of articles with how far each has come."""
