"""What can be done from a terminal, one module a kind of work; ``cli.py`` joins them."""
