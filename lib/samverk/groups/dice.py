"""Chance that falls alike everywhere.

Draws come from the raw stream of PCG64; logarithms come from tables that are rounded, so that the
last bit of a system's mathematics library decides nothing.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from samverk.groups.request import Ints

FACES = 65536


class Dice:
    """A stream of draws that `seed` decides."""

    def __init__(self, seed: int) -> None:
        self._bits = np.random.PCG64(seed % (1 << 64))

    def _raw(self, count: int) -> NDArray[np.uint64]:
        return self._bits.random_raw(count)

    def faces(self, *shape: int) -> NDArray[np.uint16]:
        """Whole numbers below `FACES`."""
        count = int(np.prod(shape))
        return self._raw((count + 3) // 4).astype("<u8").view("<u2")[:count].reshape(shape)

    def below(self, limit: int, *shape: int) -> Ints:
        """Whole numbers below `limit`, which is less than 2³²."""
        high = self._raw(int(np.prod(shape))) >> np.uint64(32)
        return (high * np.uint64(limit) >> np.uint64(32)).astype(np.int64).reshape(shape)

    def shuffled(self, items: Ints) -> Ints:
        """The items in another order."""
        return items[np.argsort(self._raw(len(items)), kind="stable")]


@cache
def gumbel() -> NDArray[np.float64]:
    """Gumbel's distribution by face: the largest of (noise − energy / temperature) is a draw from
    Boltzmann's."""
    return _rounded(-np.log(-np.log(_middle())))


@cache
def logarithm() -> NDArray[np.float64]:
    """The logarithm of a uniform draw by face."""
    return _rounded(np.log(_middle()))


def _middle() -> NDArray[np.float64]:
    return np.asarray((np.arange(FACES) + 0.5) / FACES, dtype=np.float64)


def _rounded(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.rint(values * 1024) / 1024, dtype=np.float64)
