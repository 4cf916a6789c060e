"""The rules of the work, as pure functions over plain records."""
