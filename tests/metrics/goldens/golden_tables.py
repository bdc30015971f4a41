"""Reproducible probabilities for the golden scripts; tests/metrics/golden_table.cpp makes the same."""
import pathlib
import warnings

import numpy as np

warnings.filterwarnings("ignore")

# images, classes, seed, levels, truth
SMALL = [
    (40, 3, 1, 100000, "Any"),
    (40, 3, 2, 3, "Any"),
    (30, 3, 3, 1, "Any"),
    (30, 4, 4, 50, "NotFirst"),
    (20, 3, 5, 50, "OnlyFirst"),
    (25, 2, 6, 4, "Any"),
    (1, 3, 7, 100, "Any"),
    (12, 1, 8, 9, "OnlyFirst"),
]
LARGE = [
    (2000, 10, 9, 100000, "Any"),
    (2000, 10, 10, 6, "NotFirst"),
]


class Table:
    def __init__(self, images, classes, seed, levels, truth):
        state = seed

        def below(limit):
            nonlocal state
            state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
            return (state >> 8) % limit

        self.truth, self.scores = np.zeros(images, int), np.zeros((images, classes), np.float32)
        for image in range(images):
            drawn = below(classes)
            label = {"Any": lambda: drawn, "NotFirst": lambda: 1 + drawn % (classes - 1), "OnlyFirst": lambda: 0}[truth]()
            weights = [(3 if each == label and levels > 1 else 1) * (1 + below(levels)) for each in range(classes)]
            self.truth[image] = label
            self.scores[image] = np.float32(np.array(weights) / np.float64(sum(weights)))
        self.classes = classes
        self.doubles = self.scores.astype(np.float64)
        self.predicted = self.scores.argmax(1)
        self.confidences = self.doubles.max(1)
        self.one_hot = (self.truth[:, None] == np.arange(classes)).astype(int)


def source(case):
    *numbers, truth = case
    return "{" + ", ".join(map(str, numbers)) + f", GoldenTruth::{truth}}}"


def number(value):
    """A C++ double; none is written as -1."""
    if value is None:
        return "-1.0"
    if np.isinf(value):
        return "kInfinity" if value > 0 else "-kInfinity"
    return repr(float(value))


def numbers(values):
    return "{" + ", ".join(map(number, values)) + "}"


def write(name, rows, *libraries):
    made_with = ", ".join(f"{each.__name__} {each.__version__}" for each in libraries)
    lines = [f"// Written by the script beside it with {made_with}.\n", *(row + "\n" for row in rows)]
    pathlib.Path(__file__).with_name(name).write_text("".join(lines))
