#!/usr/bin/env python3
"""Writes wilson_goldens.inc, binomial_goldens.inc, mcnemar_goldens.inc (scipy) and bootstrap_goldens.inc (scikit-learn,
numpy): the bootstrap draws images as engine/base/random.h says and leaves the figures and quantiles to the libraries.

Run in a private environment:  python3 -m venv E && E/bin/pip install scikit-learn==1.9.1 scipy==1.17.1 && E/bin/python THIS
"""
import numpy as np
import scipy
import sklearn
from golden_tables import SMALL, Table, number, source, write
from scipy import stats
from sklearn import metrics

rows = []
for hits, trials in [(0, 1), (1, 1), (0, 10), (10, 10), (1, 2), (7, 10), (93, 100), (1, 100000), (99999, 100000), (9315, 10000)]:
    for confidence in (0.5, 0.95, 0.99, 0.999):
        interval = stats.binomtest(hits, trials).proportion_ci(confidence, "wilson")
        width = stats.norm.isf((1 - confidence) / 2)
        rows.append(f"{{{hits}, {trials}, {confidence}, {number(interval.low)}, {number(interval.high)}, {number(width)}}},")
write("wilson_goldens.inc", rows, scipy)

rows = []
for hits, trials, chance in [(0, 5, 0.5), (1, 1, 0.25), (3, 10, 0.5), (8, 10, 0.5), (10, 10, 0.5), (3, 50, 0.0003), (10, 50, 0.0003),
                             (520, 1000, 0.5), (480, 1000, 0.5), (51000, 100000, 0.5), (50, 100000, 0.0004),
                             (2, 100000, 1e-7), (99990, 100000, 0.9999), (700, 1000, 0.5), (6, 5, 0.5), (4, 5, 0.0), (4, 5, 1.0)]:
    rows.append(f"{{{hits}, {trials}, {number(chance)}, {number(stats.binom.sf(hits - 1, trials, chance))}}},")
write("binomial_goldens.inc", rows, scipy)

rows = []
for only_a, only_b in [(0, 0), (1, 0), (0, 1), (5, 5), (10, 2), (2, 10), (30, 31), (25, 60), (480, 520), (500, 501), (900, 700), (40000, 39000)]:
    differing = only_a + only_b
    exact = stats.binomtest(only_a, differing, 0.5).pvalue if differing else 1.0
    squared = max(abs(only_a - only_b) - 1, 0) ** 2 / differing if differing else 0.0
    rows.append(f"{{{only_a}, {only_b}, {number(exact)}, {number(squared)}, {number(stats.chi2.sf(squared, 1))}}},")
write("mcnemar_goldens.inc", rows, scipy)

MASK, GAMMA = (1 << 64) - 1, 0x9E3779B97F4A7C15


def mix(bits):
    bits = ((bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    bits = ((bits ^ (bits >> 27)) * 0x94D049BB133111EB) & MASK
    return bits ^ (bits >> 31)


def draws(seed, replicate, images):
    name = 0xCBF29CE484222325
    for letter in b"bootstrap":
        name = ((name ^ letter) * 0x100000001B3) & MASK
    state = mix((mix((mix(mix((seed + GAMMA) & MASK) ^ name) + replicate * GAMMA) & MASK)) & MASK)
    drawn = []
    for _ in range(images):
        state = (state + GAMMA) & MASK
        drawn.append((mix(state) * images) >> 64)
    return np.array(drawn)


def interval(figure, images, seed, replicates, confidence):
    values = [figure(draws(seed, replicate, images)) for replicate in range(replicates)]
    values = [each for each in values if each is not None]
    low, high = np.quantile(values, [(1 - confidence) / 2, 1 - (1 - confidence) / 2])
    return f"{number(figure(np.arange(images)))}, {number(low)}, {number(high)}, {len(values)}"


rows = []
for case, seed, replicates, confidence in [(SMALL[0], 0, 200, 0.95), (SMALL[1], 7, 100, 0.9), (SMALL[2], 1, 50, 0.95),
                                           (SMALL[3], 2, 101, 0.95), (SMALL[4], 3, 20, 0.5), (SMALL[5], 4, 1, 0.95),
                                           (SMALL[6], 5, 10, 0.95)]:
    table = Table(*case)
    f1 = lambda drawn: metrics.f1_score(table.truth[drawn], table.predicted[drawn], labels=range(table.classes),
                                        average="macro", zero_division=0)
    label = int(table.truth[0])
    hits = table.one_hot[:, label]
    precision = lambda drawn: (metrics.average_precision_score(hits[drawn], table.doubles[drawn, label])
                               if hits[drawn].any() else None)
    options = len(table.truth), seed, replicates, confidence
    rows.append(f"{{{source(case)}, {seed}, {replicates}, {confidence}, {label}, {{{interval(f1, *options)}}}, "
                f"{{{interval(precision, *options)}}}}},")
write("bootstrap_goldens.inc", rows, sklearn, np)
