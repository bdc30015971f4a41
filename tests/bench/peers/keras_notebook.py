"""keras_notebook.py CACHE.npz TARGET: the TensorFlow tutorial's CNN as written (Adam, batch 32, 10 epochs).

One line an epoch: seconds since the first step, test accuracy, seconds of which its own validation. It ends when an
epoch's test accuracy reaches TARGET, or after ten.
"""

import os
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
from keras import layers

from pixels import load


class Clock(keras.callbacks.Callback):
    def __init__(self, target):
        super().__init__()
        self.target = target
        self.start = None

    def on_train_batch_begin(self, batch, logs=None):
        self.start = self.start or time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        print(f"epoch {epoch + 1}: {time.perf_counter() - self.start:.1f} s, test {logs['val_accuracy']:.4f}", flush=True)
        self.model.stop_training = logs["val_accuracy"] >= self.target


def main(cache, target):
    train, train_labels, test, test_labels = load(cache)
    model = keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(64, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(64, 3, activation="relu"),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(10),
        ]
    )
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    model.fit(
        train / 255.0,
        train_labels,
        epochs=10,
        validation_data=(test / 255.0, test_labels),
        verbose=0,
        callbacks=[Clock(target)],
    )


main(sys.argv[1], float(sys.argv[2]))
