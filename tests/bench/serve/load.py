"""Load by a real client: wrk where there is it, else threads of http.client. Gives requests/s, p50, p99 and errors."""

import http.client
import os
import re
import shutil
import subprocess
import tempfile
import threading
import time

UNITS = {"us": 0.001, "ms": 1, "s": 1000, "m": 60000}


def milliseconds(text):
    number, unit = re.fullmatch(r"([\d.]+)(\w+)", text).groups()
    return float(number) * UNITS[unit]


def with_wrk(port, path, body, token, seconds, connections):
    with tempfile.TemporaryDirectory() as folder:
        script, image = os.path.join(folder, "post.lua"), os.path.join(folder, "image")
        lines = []
        if body is not None:
            open(image, "wb").write(body)
            lines = [f'local f = io.open("{image}", "rb")', 'wrk.body = f:read("*all")', "f:close()",
                     'wrk.method = "POST"', 'wrk.headers["Content-Type"] = "application/octet-stream"',
                     f'wrk.headers["Authorization"] = "Bearer {token}"']
        open(script, "w").write("\n".join(lines))
        threads = min(2, connections)
        text = subprocess.run(["wrk", f"-t{threads}", f"-c{connections}", f"-d{seconds}", "--latency", "-s", script,
                               f"http://127.0.0.1:{port}{path}"], check=True, capture_output=True, text=True).stdout
    errors = int((re.search(r"Non-2xx or 3xx responses: (\d+)", text) or [0, 0])[1])
    sockets = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", text)
    errors += sum(map(int, sockets.groups())) if sockets else 0
    p50, p99 = (milliseconds(re.search(rf"^\s+{share}%\s+(\S+)$", text, re.M)[1]) for share in (50, 99))
    return {"client": "wrk", "rate": float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]), "p50": p50, "p99": p99,
            "errors": errors}


def with_threads(port, path, body, token, seconds, connections):
    times, errors, end = [], [], time.monotonic() + seconds

    def work():
        client = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        fields = {"Authorization": f"Bearer {token}", "Content-Type": "application/octet-stream"}
        while time.monotonic() < end:
            start = time.monotonic()
            try:
                client.request("GET" if body is None else "POST", path, body, fields)
                answer = client.getresponse()
                answer.read()
                if answer.status != 200:
                    errors.append(answer.status)
            except OSError as error:
                errors.append(error)
                client.close()
            times.append(1000 * (time.monotonic() - start))

    workers = [threading.Thread(target=work) for _ in range(connections)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    times.sort()
    return {"client": "http.client", "rate": len(times) / seconds, "p50": times[len(times) // 2],
            "p99": times[len(times) * 99 // 100], "errors": len(errors)}


def load(port, path, body=None, token="", seconds=30, connections=8):
    client = with_wrk if shutil.which("wrk") else with_threads
    return client(port, path, body, token, seconds, connections)
