"""Scores of tags enter; the labelled word ranges that are likely to be right as they stand leave.

The best sequence of tags is not the best set of ranges: where a content may end at one of several words, it holds the likeliest of them,
however unlikely that is. Here every range has its own probability, summed over all sequences that hold it (forwards and backwards over a
linear chain: Lafferty et al. 2001), and those ranges are chosen, none overlapping, whose probabilities exceed what their label asks for by
the most (decoding by least risk: Goel and Byrne 2000).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefing.extract.reader.decode import Floats, Range

Doubles = NDArray[np.float64]
_FAINT = 0.02  # a word less likely to begin or to end a range does neither
_TINY = 1e-300


class Demand(NamedTuple):
    """What a label's ranges must show: `least` is the probability that a range must exceed to be worth its risk; `words` is how much
    the mean probability of its words, above one half, counts beside its own: a part of a long content is better than nothing of it.
    """

    least: float
    words: float = 0.0


class Chain:
    """A head's linear chain: `steps` (from, to) and `start`, as logarithms, and what its labels' ranges must show."""

    def __init__(self, tags: tuple[str, ...], steps: Floats, start: Floats, demands: Mapping[str, Demand]) -> None:
        self.start = start.astype(np.float64)
        self.steps = steps.astype(np.float64)
        self.demands = demands
        self.labels = {label: (tags.index(f"B-{label}"), tags.index(f"I-{label}")) for label in demands}
        self._moves = np.exp(self.steps)
        self._ends = self._moves.copy()  # moves that end a range
        for begin, inside in self.labels.values():
            self._ends[[begin, inside], inside] = 0.0

    def ranges(self, scores: Floats, lengths: NDArray[np.int64]) -> list[list[Range]]:
        """Of each row of (rows, words, tags), whose rows have `lengths`, the chosen ranges in order."""
        order = np.argsort(-lengths, kind="stable")
        live = np.searchsorted(-lengths[order], -np.arange(scores.shape[1]), side="left")
        ordered = scores[order].astype(np.float64)
        forth = self._forth(ordered, live)
        back = self._back(ordered, live)
        result: list[list[Range]] = [[] for _ in lengths]
        for row, (number, length) in enumerate(zip(order, lengths[order], strict=True)):
            result[number] = self._chosen(ordered[row, :length], forth[row, :length], back[row, :length])
        return result

    def _forth(self, scores: Doubles, live: NDArray[np.int64]) -> Doubles:
        """Logarithms of the weight of all sequences up to a word that end in each tag."""
        forth = np.zeros_like(scores)
        forth[:, 0] = scores[:, 0] + self.start
        for word in range(1, scores.shape[1]):
            count = live[word]
            forth[:count, word] = _log_product(forth[:count, word - 1], self._moves) + scores[:count, word]
        return forth

    def _back(self, scores: Doubles, live: NDArray[np.int64]) -> Doubles:
        """Logarithms of the weight of all that may follow each tag of a word."""
        back = np.zeros_like(scores)
        for word in range(scores.shape[1] - 1, 0, -1):
            count = live[word]
            back[:count, word - 1] = _log_product(scores[:count, word] + back[:count, word], self._moves.T)
        return back

    def _chosen(self, scores: Doubles, forth: Doubles, back: Doubles) -> list[Range]:
        total = float(np.logaddexp.reduce(forth[-1]))
        after = np.zeros_like(scores)  # what may follow a tag that is its range's last
        if len(scores) > 1:
            after[:-1] = _log_product(scores[1:] + back[1:], self._ends.T)
        found: list[tuple[float, Range]] = []
        for label, (begin, inside) in self.labels.items():
            found += self._found(label, scores, forth - total, back, after, begin, inside)
        return _best(found)

    def _found(
        self, label: str, scores: Doubles, forth: Doubles, back: Doubles, after: Doubles, begin: int, inside: int
    ) -> list[tuple[float, Range]]:
        """The ranges of a label that are worth their risk, each with by how much."""
        begins = np.flatnonzero(forth[:, begin] + back[:, begin] > np.log(_FAINT))
        ends = np.flatnonzero(
            np.logaddexp(forth[:, begin] + after[:, begin], forth[:, inside] + after[:, inside]) > np.log(_FAINT)
        )
        if not len(begins) or not len(ends):
            return []
        within = np.cumsum(scores[:, inside]) + np.arange(len(scores)) * self.steps[inside, inside]
        nexts = np.minimum(begins + 1, len(scores) - 1)
        opening = forth[begins, begin] + self.steps[begin, inside] + scores[nexts, inside] - within[nexts]
        longer = opening[:, None] + within[ends] + after[ends, inside]
        single = (forth[begins, begin] + after[begins, begin])[:, None]
        chance = np.exp(np.where(ends == begins[:, None], single, np.where(ends > begins[:, None], longer, -np.inf)))
        demand = self.demands[label]
        gain = chance - demand.least
        if demand.words:
            held = np.exp(np.logaddexp(forth[:, begin] + back[:, begin], forth[:, inside] + back[:, inside])) - 0.5
            sums = np.concatenate([[0.0], np.cumsum(held)])
            size = np.maximum(ends - begins[:, None] + 1, 1)
            gain += demand.words * (sums[ends + 1] - sums[begins][:, None]) / size
        return [
            (float(gain[at, to]), Range(int(begins[at]), int(ends[to]) + 1, label, min(1.0, float(chance[at, to]))))
            for at, to in zip(*np.nonzero((gain > 0) & (chance > _FAINT)), strict=True)
        ]


def _log_product(logs: Doubles, factors: Doubles) -> Doubles:
    """The logarithm of exp(`logs`) · `factors`, row by row."""
    most = logs.max(axis=-1, keepdims=True)
    result: Doubles = np.log(np.exp(logs - most) @ factors + _TINY) + most
    return result


def _best(found: list[tuple[float, Range]]) -> list[Range]:
    """Those of the ranges, none overlapping, whose gains sum to the most."""
    found.sort(key=lambda item: (item[1].end, item[1].begin, item[1].label))
    ends = [item.end for _, item in found]
    sums = [0.0]
    chains: list[tuple[int, ...]] = [()]
    for number, (gain, item) in enumerate(found):
        before = bisect_right(ends, item.begin, 0, number)
        if sums[before] + gain > sums[-1]:
            sums.append(sums[before] + gain)
            chains.append((*chains[before], number))
        else:
            sums.append(sums[-1])
            chains.append(chains[-1])
    return [found[number][1] for number in chains[-1]]
