"""Random counts that move with their means, so that a better chance never gives a worse path (随机计数)."""

from __future__ import annotations

import numpy as np

from zhiquan.measure.forecast.days import Numbers

PATHS = 2_000
"""Paths simulated."""

SEED = 20_250_101
"""Where chance begins: the same question always gives the same answer."""

_EXACT_UP_TO = 25.0
_TINY = 1e-9


def normal_of(share: Numbers) -> Numbers:
    """The standard normal value below which ``share`` lies, to four decimals (正态分位数).

    ``normal_of(0.9)`` is 1.2816. Source: Abramowitz and Stegun 26.2.23.
    """
    tail = np.clip(np.minimum(share, 1 - share), 1e-12, 0.5)
    root = np.sqrt(-2 * np.log(tail))
    top = 2.515517 + root * (0.802853 + root * 0.010328)
    bottom = 1 + root * (1.432788 + root * (0.189269 + root * 0.001308))
    found: Numbers = np.where(share < 0.5, -1.0, 1.0) * (root - top / bottom)
    return found


def counts(mean: Numbers, share: Numbers) -> Numbers:
    """The count below which ``share`` of a Poisson law of this mean lies; rises with mean and share.

    Args:
        mean: expected counts, >= 0, any shape.
        share: between 0 and 1, of the same shape.
    """
    found = np.zeros(np.broadcast(mean, share).shape)
    mean, share = np.broadcast_to(mean, found.shape), np.broadcast_to(share, found.shape)
    large = mean > _EXACT_UP_TO
    if large.any():
        root = np.sqrt(mean[large]) + normal_of(share[large]) / 2
        found[large] = np.round(np.maximum(np.maximum(root, 0.0) ** 2 - 0.25, 0.0))
    small = ~large & (mean > _TINY)
    if small.any():
        found[small] = _exact(mean[small], share[small])
    return found


def _exact(mean: Numbers, share: Numbers) -> Numbers:
    """Poisson quantiles by adding up the law."""
    order = np.argsort(mean)
    means, shares = mean[order], share[order]
    counted = np.zeros(len(means))
    at_least = np.exp(-means)
    reached = at_least.copy()
    first, count = 0, 0
    while first < len(means) and count < 120:
        above = shares[first:] > reached[first:]
        counted[first:] += above
        if not above.any():
            break
        # Means are sorted: those in front are done first, so the part looked at shrinks.
        first += int(np.argmax(above))
        count += 1
        at_least[first:] *= means[first:] / count
        reached[first:] += at_least[first:]
    found = np.empty(len(means))
    found[order] = counted
    return found


def factors(generator: np.random.Generator, spread: float) -> Numbers:
    """One factor a path, of median 1 and relative spread ``spread``: shape (paths, 1) (共同因子)."""
    found: Numbers = np.exp(spread * generator.standard_normal((PATHS, 1)))
    return found


def resampled(
    generator: np.random.Generator, past: Numbers, steps: int, block: int = 3, *, aligned: bool = False
) -> Numbers:
    """Months to come drawn from months past in blocks of neighbours: shape (paths, steps) (分块自助抽样).

    Args:
        generator: chance.
        past: months past, oldest first; the first month to come follows the last of them.
        steps: months to come.
        block: length of a block, in months.
        aligned: begin blocks only where the same month of the calendar begins them, ``block`` being 12.
    """
    if len(past) == 0 or steps == 0:
        return np.zeros((PATHS, steps))
    shape = (PATHS, -(-steps // block))
    if aligned:
        starts = len(past) - block * (1 + generator.integers(0, len(past) // block, shape))
    else:
        starts = generator.integers(0, len(past), shape)
    places = (starts[:, :, None] + np.arange(block)[None, None, :]) % len(past)
    found: Numbers = past[places.reshape(PATHS, -1)[:, :steps]]
    return found


def goes_on(missing: float, generator: np.random.Generator) -> Numbers:
    """1 for paths in which what should have come by the day did come and is only not on record, 0 for the others.

    With ``missing`` expected, one path in ``1 + missing`` takes the silence for real.
    """
    return (generator.random((PATHS, 1)) >= 1 / (1 + missing)).astype(np.float64)
