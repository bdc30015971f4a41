#!/usr/bin/env python3
"""Writes seriation_goldens.inc: confusion matrices, and how alike neighbours are in scipy's optimal order of the leaves
of an average linkage tree: the sum to reach.

Run in a private environment:  python3 -m venv E && E/bin/pip install scipy==1.17.1 && E/bin/python THIS
"""
import numpy as np
import scipy
from golden_tables import number, write
from scipy.cluster.hierarchy import leaves_list, linkage
from scipy.spatial.distance import squareform


def matrix(classes, kind, seed):
    random = np.random.default_rng(seed)
    counts = np.zeros((classes, classes), int)
    place = random.permutation(classes)
    for a in range(classes):
        for b in range(classes):
            near = {"groups": place[a] // 5 == place[b] // 5, "band": abs(place[a] - place[b]) < 4, "noise": True}[kind]
            counts[a, b] = 50 if a == b else random.integers(0, 9 if near else 2)
    return counts


rows = []
for classes, kind, seed in [(8, "noise", 1), (20, "groups", 2), (25, "band", 3), (30, "noise", 4), (30, "groups", 5)]:
    counts = matrix(classes, kind, seed)
    shares = counts / counts.sum(1, keepdims=True)
    alike = (shares + shares.T) / 2
    np.fill_diagonal(alike, 0)
    distance = 1 - alike
    np.fill_diagonal(distance, 0)
    order = leaves_list(linkage(squareform(distance), "average", optimal_ordering=True))
    cells = ", ".join(map(str, counts.ravel()))
    rows.append(f"{{{classes}, {{{cells}}}, {number(alike[order[:-1], order[1:]].sum())}}},")
write("seriation_goldens.inc", rows, scipy)
