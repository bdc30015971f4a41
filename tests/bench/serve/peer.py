"""peer.py MODEL.onnx PORT: what one would write by hand instead of `saccade-cli serve`: Flask behind waitress, Pillow and
onnxruntime. POST /predict with an image gives its five likeliest classes, GET /healthz says ok. The model takes planes
of pixels 0..255 and gives probabilities, as Saccade's ONNX files do."""

import io
import json
import logging
import sys

import numpy
import onnxruntime
import waitress
from flask import Flask, jsonify, request
from PIL import Image

session = onnxruntime.InferenceSession(sys.argv[1], providers=["CPUExecutionProvider"])
entry = session.get_inputs()[0]
channels, height, width = entry.shape[1:]
names = json.loads(session.get_modelmeta().custom_metadata_map["saccade.class_names"])
app = Flask(__name__)


@app.get("/healthz")
def healthz():
    return jsonify(status="ok")


@app.post("/predict")
def predict():
    image = Image.open(io.BytesIO(request.get_data())).convert("RGB" if channels == 3 else "L")
    pixels = numpy.asarray(image.resize((width, height), Image.Resampling.BILINEAR), dtype=numpy.float32)
    values = pixels.reshape(height, width, channels).transpose(2, 0, 1)[None]
    shares = session.run(None, {entry.name: numpy.ascontiguousarray(values)})[0][0]
    best = shares.argsort()[::-1][:5]
    return jsonify(top=[{"label": names[i], "probability": float(shares[i])} for i in best])


logging.getLogger("waitress").setLevel(logging.ERROR)  # says how many wait, at each request
waitress.serve(app, host="127.0.0.1", port=int(sys.argv[2]), threads=8, _quiet=True)
