"""Runs an exported ONNX file with other people's programs and compares what they say with what is expected.

    check_onnx.py FILE EXPECTED [--byte-pixels] [--opencv] [--agreement SHARE]

FILE      the exported network
EXPECTED  a safetensors file: "images" (n, C, H, W), pixels 0..255, and "probabilities" (n, classes)
--byte-pixels      the network takes uint8 N x H x W x C
--opencv           OpenCV DNN must run it, too
--agreement SHARE  int8: differences up to 0.3, so many of the images must keep their class, and ONNX Runtime must have
                   made integer operations of all convolutions and linear layers

Prints one line of JSON; the exit status is 0 when everything holds. build/peers-python (tests/peers/install) has what it
imports.
"""
import argparse
import collections
import json
import os
import struct
import sys
import tempfile

import numpy
import onnx
import onnxruntime

LARGEST_DIFFERENCE = 1e-4
LARGEST_INT8_DIFFERENCE = 0.3  # random networks answer to small changes more than trained ones


def read_safetensors(path):
    with open(path, "rb") as file:
        data = file.read()
    (length,) = struct.unpack("<Q", data[:8])
    arrays = {}
    for name, entry in json.loads(data[8:8 + length]).items():
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        arrays[name] = numpy.frombuffer(data[begin:end], numpy.float32).reshape(entry["shape"])
    return arrays


def check(path):
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    for entry in model.metadata_props:
        if entry.key in ("saccade.class_names", "saccade.input_size", "saccade.mean", "saccade.network"):
            json.loads(entry.value)
    return {"ir": model.ir_version, "opset": model.opset_import[0].version, "nodes": len(model.graph.node)}


def run_onnxruntime(path, images, is_fixed):
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    run = lambda batch: session.run(["probabilities"], {"input": batch})[0]
    if is_fixed:
        return numpy.concatenate([run(images[i:i + 1]) for i in range(len(images))])
    return run(images)


def fused_operations(path):
    """How often each operation is left after ONNX Runtime's own rewriting."""
    with tempfile.TemporaryDirectory() as folder:
        options = onnxruntime.SessionOptions()
        options.optimized_model_filepath = os.path.join(folder, "fused.onnx")
        options.log_severity_level = 3  # it warns that such a file is for this machine only
        onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        nodes = onnx.load(options.optimized_model_filepath).graph.node
        return dict(collections.Counter(node.op_type for node in nodes))


def run_opencv(path, images):
    import cv2
    network = cv2.dnn.readNetFromONNX(path)
    answers = []
    for image in images:
        network.setInput(image[None])
        answers.append(network.forward().reshape(-1).copy())
    return numpy.stack(answers)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("expected")
    parser.add_argument("--byte-pixels", action="store_true")
    parser.add_argument("--opencv", action="store_true")
    parser.add_argument("--agreement", type=float)
    arguments = parser.parse_args()

    expected = read_safetensors(arguments.expected)
    images = numpy.ascontiguousarray(expected["images"])
    wanted = expected["probabilities"]
    report = check(arguments.file)
    is_fixed = bool(onnx.load(arguments.file).graph.input[0].type.tensor_type.shape.dim[0].dim_value)
    batch = images.transpose(0, 2, 3, 1).astype(numpy.uint8) if arguments.byte_pixels else images
    said = {"onnxruntime": run_onnxruntime(arguments.file, batch, is_fixed)}
    if arguments.opencv:
        import cv2
        report["opencv_version"] = cv2.__version__
        said["opencv"] = run_opencv(arguments.file, images)
    holds = True
    for name, probabilities in said.items():
        report[name] = float(numpy.abs(probabilities - wanted).max())
        agreement = float((probabilities.argmax(1) == wanted.argmax(1)).mean())
        report[name + "_agreement"] = agreement
        if arguments.agreement is None:
            holds &= report[name] < LARGEST_DIFFERENCE
        else:
            holds &= agreement >= arguments.agreement and report[name] < LARGEST_INT8_DIFFERENCE
    if arguments.agreement is not None:
        report["fused"] = fused_operations(arguments.file)
        holds &= not {"Conv", "FusedConv", "Gemm", "FusedGemm", "MatMul"} & set(report["fused"])
    report["classes_seen"] = int(len(set(wanted.argmax(1))))
    report["most_probable"] = round(float(wanted.max()), 3)
    print(json.dumps(report))
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
