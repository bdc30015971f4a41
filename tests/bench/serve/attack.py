"""attack.py PORT SECONDS: 1,000 connections that say nothing, 20 that drip a head, 200 malformed requests a second and
10 GB announced again and again. Runs at the lowest priority: the attackers sit elsewhere."""

import os
import resource
import socket
import sys
import time

MALFORMED = [b"GET\r\n\r\n", b"GET / HTTP/1.1\n\n", b"\x16\x03\x01\x02", b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
             b"POST /predict HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10737418240\r\n\r\n",
             b"GET / HTTP/1.1\r\nA: " + 70_000 * b"b", b"POST /predict HTTP/1.1\r\nContent-Length: -1\r\n\r\n"]


def connect(port):
    connection = socket.create_connection(("127.0.0.1", port), timeout=2)
    connection.setblocking(False)
    return connection


def is_open(connection):
    try:
        return connection.recv(4096) != b""
    except BlockingIOError:
        return True
    except OSError:
        return False


def main():
    port, end = int(sys.argv[1]), time.monotonic() + float(sys.argv[2])
    os.nice(19)
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4096), hard))
    idle, slow, sent = [], [], 0
    while time.monotonic() < end:
        idle = [one for one in idle if is_open(one)]
        idle += [connect(port) for _ in range(min(100, 1000 - len(idle)))]
        slow = [one for one in slow if is_open(one)]
        while len(slow) < 20:
            slow.append(connect(port))
            slow[-1].send(b"GET / HTTP/1.1\r\nHost: ")
        for one in slow:
            try:
                one.send(b"x")
            except OSError:
                pass
        for i in range(20):
            connection = connect(port)
            try:
                connection.send(MALFORMED[i % len(MALFORMED)])
            except OSError:
                pass
            connection.close()
            sent += 1
        time.sleep(0.1)
    print(sent)


main()
