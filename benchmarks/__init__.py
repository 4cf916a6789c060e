"""Scripts that measure, side by side with a floor, and print ratios."""
