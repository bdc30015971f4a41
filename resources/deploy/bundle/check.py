"""Does this folder answer as the program it comes from did?

    python check.py                              asks model.onnx itself
    python check.py --server http://127.0.0.1:5000      asks app.py

Each file in samples/ is classified and compared with samples/expected.json.
"""
import argparse
import json
import pathlib
import sys
import urllib.request

FOLDER = pathlib.Path(__file__).resolve().parent
TOLERANCE = 1e-4


def ask_server(address, file):
    """What the running service says of an image file."""
    question = urllib.request.Request(
        address.rstrip("/") + "/predict", data=file.read_bytes(),
        headers={"Content-Type": "application/octet-stream"})
    with urllib.request.urlopen(question, timeout=60) as answer:
        return json.load(answer)


def faults(answer, wanted):
    """What an answer has otherwise than it should."""
    found = []
    for key in ("label", "isUnknown"):
        if answer[key] != wanted[key]:
            found.append(f"{key} is {answer[key]}, not {wanted[key]}")
    apart = abs(answer["probability"] - wanted["probability"])
    if not apart <= TOLERANCE:
        found.append(f"probability is {apart:.1e} apart")
    return found, apart


def main():
    """Says of each sample whether it agrees; status 1 when one does not."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--server", help="address of a running app.py")
    options = parser.parse_args()
    if options.server:
        def ask(file):
            return ask_server(options.server, file)
    else:
        from app import Classifier
        ask = Classifier(FOLDER / "model.onnx").answer
    samples = json.loads(
        (FOLDER / "samples" / "expected.json").read_text("utf-8"))
    largest, failed = 0.0, 0
    for wanted in samples:
        found, apart = faults(ask(FOLDER / "samples" / wanted["file"]), wanted)
        largest = max(largest, apart)
        failed += bool(found)
        print(wanted["file"], "; ".join(found) or "agrees")
    print(f"{len(samples) - failed} of {len(samples)} samples agree; "
          f"largest difference {largest:.1e}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
