#!/usr/bin/env python3
"""Writes reliability_goldens.inc (scikit-learn's calibration_curve), probability_goldens.inc (its brier_score_loss and
log_loss), temperature_goldens.inc (scipy.optimize), coverage_goldens.inc (the definition, all orders of ties where they
are few) and suspects_goldens.inc (cleanlab's confident joint).

Run in a private environment:
python3 -m venv E && E/bin/pip install scikit-learn==1.9.1 scipy==1.17.1 cleanlab==2.9.0 && E/bin/python THIS
"""
import itertools

import cleanlab
import numpy as np
import scipy
import sklearn
from cleanlab.count import compute_confident_joint, get_confident_thresholds
from golden_tables import LARGE, SMALL, Table, number, numbers, source, write
from scipy import optimize
from scipy.special import log_softmax, logsumexp, softmax
from sklearn import metrics
from sklearn.calibration import calibration_curve

PRIME = (1999, 10, 11, 100000, "Any")  # images - 1 and the bins have no common divisor


def bins_of(values, bins, strategy):
    edges = np.linspace(0, 1, bins + 1) if strategy == "uniform" else np.percentile(values, np.linspace(0, 1, bins + 1) * 100)
    return np.searchsorted(edges[1:-1], values)


def errors(right, confidences, bins, strategy):
    places = bins_of(confidences, bins, strategy)
    gaps, weights = [], []
    for each in np.unique(places):
        inside = places == each
        gaps.append(abs(right[inside].mean() - confidences[inside].mean()))
        weights.append(inside.mean())
    return np.dot(gaps, weights), max(gaps)


rows = []
for case, bins, strategy in [(SMALL[0], 10, "uniform"), (SMALL[1], 4, "uniform"), (SMALL[2], 15, "uniform"), (PRIME, 15, "uniform"),
                             (LARGE[1], 15, "uniform"), (SMALL[6], 3, "uniform"), (SMALL[7], 5, "uniform"), (SMALL[0], 8, "quantile"),
                             (PRIME, 15, "quantile"), (SMALL[2], 4, "quantile"), (SMALL[6], 3, "quantile")]:
    table = Table(*case)
    right = (table.truth == table.predicted).astype(int)
    accuracy, confidence = calibration_curve(right, table.confidences, n_bins=bins, strategy=strategy)
    counts = np.unique(bins_of(table.confidences, bins, strategy), return_counts=True)[1]
    expected, largest = errors(right, table.confidences, bins, strategy)
    kind = "EqualWidth" if strategy == "uniform" else "EqualMass"
    rows.append(f"{{{source(case)}, {bins}, Binning::{kind}, {{{', '.join(map(str, counts))}}}, {numbers(accuracy)}, "
                f"{numbers(confidence)}, {number(expected)}, {number(largest)}}},")
write("reliability_goldens.inc", rows, sklearn)

rows = []
for case in SMALL[:5] + LARGE:
    table = Table(*case)
    brier = metrics.brier_score_loss(table.truth, table.doubles, labels=range(table.classes), scale_by_half=False)
    loss = metrics.log_loss(table.truth, table.doubles, labels=range(table.classes))
    rows.append(f"{{{source(case)}, {number(brier)}, {number(loss)}}},")
write("probability_goldens.inc", rows, sklearn)


def tempered(logits, truth, temperature):
    scaled = logits / temperature
    probabilities = softmax(scaled, axis=1)
    one_hot = truth[:, None] == np.arange(logits.shape[1])
    top = probabilities.max(1).astype(np.float32).astype(np.float64)
    expected, _ = errors((logits.argmax(1) == truth).astype(int), top, 15, "uniform")
    nll = -log_softmax(scaled, axis=1)[np.arange(len(truth)), truth].mean()
    return f"{{{number(temperature)}, {number(nll)}, {number(((probabilities - one_hot) ** 2).sum(1).mean())}, {number(expected)}, {number(top.mean())}}}"


rows = []
for case, factor in [(SMALL[0], 1), (LARGE[0], 1), (LARGE[1], 1), ((500, 10, 12, 100000, "Any"), 40), ((500, 10, 13, 7, "Any"), 0.5),
                     ((60, 2, 14, 5, "Any"), 9), ((300, 100, 15, 1000, "Any"), 1000)]:
    table = Table(*case)
    # A factor of 1: probabilities, their logarithms as floats; any other: float logits, the probabilities times it.
    logits = (np.log(table.doubles).astype(np.float32) if factor == 1 else table.scores * np.float32(factor)).astype(np.float64)
    truth, images = table.truth, np.arange(len(table.truth))
    nll = lambda inverse: (logsumexp(logits * inverse, axis=1) - logits[images, truth] * inverse).mean()
    slope = lambda inverse: ((softmax(logits * inverse, axis=1) * logits).sum(1) - logits[images, truth]).mean()
    found = "{}"
    if len(truth) >= 50 and slope(0.01) < 0 < slope(100):
        inverse = optimize.brentq(slope, 0.01, 100, xtol=1e-15, rtol=1e-15, maxiter=1000)
        by_value = optimize.minimize_scalar(lambda log: nll(np.exp(-log)), bounds=(np.log(0.01), np.log(100)), method="bounded",
                                            options={"xatol": 1e-9})
        assert abs(by_value.fun - nll(inverse)) < 1e-12 and abs(np.exp(by_value.x) * inverse - 1) < 1e-5
        found = "{" + tempered(logits, truth, 1 / inverse) + "}"
    rows.append(f"{{{source(case)}, {factor}, {tempered(logits, truth, 1.0)}, {found}}},")
write("temperature_goldens.inc", rows, scipy)


def area(right):
    wrong = np.cumsum(1 - right)
    return (wrong / np.arange(1, len(right) + 1)).mean()


def areas(right, confidences):
    """The mean over all orders that keep the confidences falling."""
    groups = [right[confidences == each] for each in np.unique(confidences)[::-1]]
    orders = itertools.product(*(set(itertools.permutations(group.tolist())) for group in groups))
    return np.mean([area(np.array([each for group in order for each in group])) for order in orders])


rows = []
for case in [SMALL[0], (9, 2, 1, 4, "Any"), (9, 2, 3, 4, "Any"), (9, 2, 5, 4, "Any"), (8, 3, 17, 1, "Any"), SMALL[6], LARGE[0]]:
    table = Table(*case)
    right = (table.truth == table.predicted).astype(int)
    order = np.argsort(-table.confidences, kind="stable")
    distinct = len(np.unique(table.confidences)) == len(order)
    value = area(right[order]) if distinct else (areas(right, table.confidences) if len(order) < 10 else None)
    if value is None:
        continue
    answered = [(table.confidences >= each).sum() for each in np.unique(table.confidences)[::-1]]
    risks = [1 - right[table.confidences >= each].mean() for each in np.unique(table.confidences)[::-1]]
    small = len(answered) <= 40
    rows.append(f"{{{source(case)}, {number(value)}, {{{', '.join(map(str, answered)) if small else ''}}}, "
                f"{numbers(risks) if small else '{}'}}},")
write("coverage_goldens.inc", rows, np)

rows = []
for case in [SMALL[0], SMALL[1], (400, 5, 18, 9, "Any"), (500, 10, 19, 30, "Any")]:
    table = Table(*case)
    thresholds = get_confident_thresholds(table.truth, table.doubles)
    _, found = compute_confident_joint(table.truth, table.doubles, calibrate=False, return_indices_of_off_diagonals=True)
    rows.append(f"{{{source(case)}, {numbers(thresholds)}, {{{', '.join(map(str, sorted(found)))}}}}},")
write("suspects_goldens.inc", rows, cleanlab)
