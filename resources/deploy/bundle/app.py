"""A small web service around model.onnx.

    python app.py                 http://127.0.0.1:5000, this computer only
    python app.py --port 8000 --host 0.0.0.0        other computers, too

GET /         a page that takes a dropped image
GET /healthz  is it alive
GET /model    the classes and what the network takes
POST /predict the body is an image file; the answer is JSON
"""
import argparse
import io
import json
import pathlib
import time

import numpy as np
import onnxruntime
from flask import Flask, jsonify, request, send_from_directory

from preprocess import preprocess

FOLDER = pathlib.Path(__file__).resolve().parent
LARGEST_BODY = 32 * 1024 * 1024


class Classifier:
    """model.onnx and what its metadata says of it."""

    def __init__(self, path):
        self.session = onnxruntime.InferenceSession(
            str(path), providers=["CPUExecutionProvider"])
        facts = self.session.get_modelmeta().custom_metadata_map
        self.title = facts.get("saccade.title", "")
        self.classes = json.loads(facts["saccade.class_names"])
        self.size = json.loads(facts["saccade.input_size"])
        self.resize = facts["saccade.resize"]
        threshold = facts.get("saccade.reject_threshold")
        self.threshold = None if threshold is None else float(threshold)

    def describe(self):
        """What GET /model says."""
        return {"title": self.title, "classes": self.classes,
                "input": {**self.size, "resize": self.resize},
                "rejectThreshold": self.threshold}

    def answer(self, source, top=5):
        """The class of an image file (a path, or opened) and the likeliest."""
        start = time.perf_counter()
        pixels = preprocess(source).astype(np.float32)
        decoded = time.perf_counter()
        row = self.session.run(None, {"input": pixels})[0][0].tolist()
        done = time.perf_counter()
        order = sorted(range(len(row)), key=lambda label: -row[label])
        best = row[order[0]]
        return {
            "label": self.classes[order[0]],
            "probability": best,
            "isUnknown": self.threshold is not None and best < self.threshold,
            "top": [{"label": self.classes[label], "probability": row[label]}
                    for label in order[:top]],
            "milliseconds": {
                "decode": round(1000 * (decoded - start), 3),
                "network": round(1000 * (done - decoded), 3)},
        }


def refusal(status, code, message):
    """An error as JSON."""
    return jsonify(error={"code": code, "message": message}), status


def create_app(classifier):
    """The service; a WSGI server takes it as app:create_service()."""
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.json.sort_keys = False

    @app.get("/")
    def page():
        return send_from_directory(FOLDER, "page.html")

    @app.get("/healthz")
    def health():
        return jsonify(status="ok")

    @app.get("/model")
    def model():
        return jsonify(classifier.describe())

    @app.post("/predict")
    def predict():
        body = request.get_data(cache=False)  # whatever type curl claims
        if not body:
            return refusal(400, "body_missing",
                           "Send an image file as the request's body.")
        try:
            return jsonify(classifier.answer(io.BytesIO(body)))
        except Exception as fault:  # whatever a decoder makes of foreign bytes
            app.logger.info("not an image: %s", fault)
            return refusal(422, "not_an_image",
                           "The body is no image that can be read.")

    @app.errorhandler(413)
    def too_large(_):
        return refusal(413, "body_too_large", "The image is too large.")

    return app


def create_service():
    """For WSGI servers: gunicorn 'app:create_service()'."""
    return create_app(Classifier(FOLDER / "model.onnx"))


def main():
    """Serves until it is stopped with Ctrl-C."""
    parser = argparse.ArgumentParser(description="Classifies images.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=5000)
    options = parser.parse_args()
    create_service().run(host=options.host, port=options.port)


if __name__ == "__main__":
    main()
