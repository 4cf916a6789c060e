"""A language model that proposes: what a sentence claims, and what to search for. Off by default.

It speaks to one OpenAI-compatible server, the one that whoever runs Linecheck has set, and knows
no marks, no verdicts and no other page. What it answers is a stranger's text.
"""
