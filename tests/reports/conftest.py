"""Properties are tried without a clock: how long one try takes is the machine's affair."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
