"""Who published it: the site's identity, ratings lists, transparency signals, and its links."""
