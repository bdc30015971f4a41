#!/usr/bin/env python3
"""Writes ranking_goldens.inc, curve_goldens.inc and figures_goldens.inc: what scikit-learn makes of reproducible tables.

Run in a private environment:  python3 -m venv E && E/bin/pip install scikit-learn==1.9.1 && E/bin/python THIS
"""
import numpy as np
import sklearn
from golden_tables import LARGE, SMALL, Table, number, numbers, source, write
from sklearn import metrics


def figure(function, table, label):
    positives = table.one_hot[:, label].sum()
    if positives == 0 or (function is metrics.roc_auc_score and positives == len(table.truth)):
        return None
    return function(table.one_hot[:, label], table.doubles[:, label])


def averages(function, table, values):
    columns = [i for i, value in enumerate(values) if value is not None]
    if not columns:
        means = [None, None]
    else:
        pick = lambda kind: function(table.one_hot[:, columns], table.doubles[:, columns], average=kind)
        means = [pick("macro"), pick("weighted")]
    hits = table.one_hot.ravel()
    has_both = hits.sum() < len(hits) or function is metrics.average_precision_score
    return means + [function(hits, table.doubles.ravel()) if has_both else None]


rows = []
for case in SMALL + LARGE:
    table = Table(*case)
    parts = [source(case)]
    for function in (metrics.average_precision_score, metrics.roc_auc_score):
        values = [figure(function, table, label) for label in range(table.classes)]
        parts += [numbers(values), numbers(averages(function, table, values))]
    rows.append("{" + ", ".join(parts) + "},")
write("ranking_goldens.inc", rows, sklearn)


def points(x, y, thresholds):
    return "{" + ", ".join(f"{{{number(a)}, {number(b)}, {number(c)}}}" for a, b, c in zip(x, y, thresholds)) + "}"


rows = []
for case, label in [(SMALL[0], 1), (SMALL[1], 0), (SMALL[2], 2), (SMALL[3], 0), (SMALL[4], 0), (SMALL[5], 1), (SMALL[6], 0)]:
    table = Table(*case)
    truth, scores = table.one_hot[:, label], table.doubles[:, label]
    curve = roc = "{}"
    if truth.any():
        precision, recall, thresholds = metrics.precision_recall_curve(truth, scores)
        curve = points(recall[::-1], precision[::-1], [np.inf, *thresholds[::-1]])
    if truth.any() and not truth.all():
        roc = points(*metrics.roc_curve(truth, scores, drop_intermediate=False))
    rows.append(f"{{{source(case)}, {label}, {curve}, {roc}}},")
write("curve_goldens.inc", rows, sklearn)


def figures(truth, scores, threshold):
    called = scores >= threshold
    tn, fp, fn, tp = metrics.confusion_matrix(truth, called, labels=[0, 1]).ravel()
    ratios = [function(truth, called, zero_division=0)
              for function in (metrics.precision_score, metrics.recall_score)]
    ratios += [metrics.recall_score(1 - truth, ~called, zero_division=0), metrics.f1_score(truth, called, zero_division=0)]
    return f"{{{number(threshold)}, {tp}, {fp}, {fn}, {tn}, {', '.join(map(number, ratios))}}}"


rows = []
for case, label in [(SMALL[0], 1), (SMALL[1], 0), (SMALL[2], 2), (SMALL[3], 0), (SMALL[4], 0), (LARGE[0], 3), (LARGE[1], 4)]:
    table = Table(*case)
    truth, scores = table.one_hot[:, label], table.doubles[:, label]
    wanted = [0.0, 0.2, float(np.float32(0.25)), float(scores[0]), 0.5, 2.0]
    best = "{}"
    if truth.any():
        distinct = np.unique(scores)[::-1]
        by_f1 = [metrics.f1_score(truth, scores >= each) for each in distinct]
        best = "{" + figures(truth, scores, distinct[int(np.argmax(np.round(by_f1, 13)))]) + "}"
    rows.append(f"{{{source(case)}, {label}, {{{', '.join(figures(truth, scores, each) for each in wanted)}}}, {best}}},")
write("figures_goldens.inc", rows, sklearn)
