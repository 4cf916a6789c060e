"""The least that could be done: what our own figures are divided by."""
