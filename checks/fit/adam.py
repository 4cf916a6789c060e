"""Adam (Kingma, Ba 2015) with the decay of weights kept apart (Loshchilov, Hutter 2019)."""

from collections.abc import Container

import numpy as np

_MEAN, _SQUARE = 0.9, 0.99


class Adam:
    """Changes parameters in place, by what it remembers of their slopes.

    Those named in ``decayed`` are drawn to nothing as well, by ``decay``.
    """

    def __init__(
        self, parameters: dict[str, np.ndarray], decayed: Container[str], decay: float
    ) -> None:
        self._parameters = parameters
        self._decayed, self._decay = decayed, decay
        self._means = {name: np.zeros_like(value) for name, value in parameters.items()}
        self._squares = {name: np.zeros_like(value) for name, value in parameters.items()}
        self._steps = 0

    def step(self, slopes: dict[str, np.ndarray], rate: float) -> None:
        """Go one step against the slopes, each by about ``rate``."""
        self._steps += 1
        for name, slope in slopes.items():
            mean, square = self._means[name], self._squares[name]
            mean += (1 - _MEAN) * (slope - mean)
            square += (1 - _SQUARE) * (slope * slope - square)
            change = mean / (1 - _MEAN**self._steps)
            change /= np.sqrt(square / (1 - _SQUARE**self._steps)) + 1e-8
            if name in self._decayed:
                change += self._decay * self._parameters[name]
            self._parameters[name] -= np.float32(rate) * change
