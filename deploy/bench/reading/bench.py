#!/usr/bin/env python3
"""Measures the reading room's server: pages of a long worklist, and drafts saved by many readers at once.

Example: deploy/bench/reading/bench.py --dicom /data/chest --readers 20 --saves 60 --list 100000

Makes a data folder of its own, takes in the first images of the folder, gives every reader all of their studies, and starts the
packaged server. Each reader saves one draft after another, with a box drawn, first with a pause as people at work make it, then as
fast as the server answers; the times are those of whole requests on a connection that stays open. The long list is made by SQL (psql of Debian's postgresql-client), since nobody has
that many studies at hand: its rows are what `worklist create` makes. Prints JSON; times in milliseconds.
"""

import argparse
import http.client
import json
import pathlib
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
PROGRAM = ROOT / "deploy/isocenter"
LABELS = """name: bench
title: Bench
findings:
  - {id: opacity, title: Opacity, marks: [box]}
"""
LONG = """
insert into patient select 'bench' || i, null, false from generate_series(1, {n}) i;
insert into study (id, patient, study_date) select '2.25.99' || i, 'bench' || i, '20200101' from generate_series(1, {n}) i;
insert into worklist (name, title, label_set, readers, suggested_share, seed, created)
  values ('long', 'Long', 'bench@1', 1, 0, 1, now());
insert into reading (id, worklist, study, reader, role, position, why, modality, images, state, etag, step, seconds)
  select gen_random_uuid()::varchar, 'long', '2.25.99' || i, 'reader0', 'first', i, 'drawn', 'DX', 1, 'open', 0, 0, 0
  from generate_series(1, {n}) i;
analyze reading;
"""


def main():
    asked = arguments()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="isocenter-bench"))
    try:
        print(json.dumps(measure(asked, folder), indent=1))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measure(asked, folder):
    images = folder / "images"
    images.mkdir()
    for file in sorted(pathlib.Path(asked.dicom).rglob("*.dcm"))[: asked.studies * 2]:
        shutil.copy(file, images)
    run(folder, "ingest", str(images))
    studies = [row["StudyInstanceUID"] for row in run(folder, "search", "--limit", str(asked.studies))]
    (folder / "studies.csv").write_text("study\n" + "\n".join(studies) + "\n")
    (folder / "bench.yaml").write_text(LABELS)
    run(folder, "labelset", "add", str(folder / "bench.yaml"))
    readers = [f"reader{i}" for i in range(asked.readers)]
    tokens = [run(folder, "token", "create", reader, "--role", "radiologist", json_out=False).strip() for reader in readers]
    given = [argument for reader in readers for argument in ("--reader", reader)]
    for name in ("short", "again"):
        run(folder, "worklist", "create", name, "--label-set", "bench", "--studies", str(folder / "studies.csv"),
            "--readers-per-study", str(asked.readers), *given)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([str(PROGRAM), "serve", "--port", str(port), "--home", str(folder / "home")],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait(port)
        long_list(folder, asked.list)
        return {
            "readers": asked.readers,
            "list": pages(port, tokens[0], asked),
            "save": {"pause": asked.pause, **saves(port, tokens, "short", asked.saves, asked.pause)},
            "saveWithoutPause": saves(port, tokens, "again", asked.saves, 0),
        }
    finally:
        server.terminate()
        server.wait(60)


def run(folder, *command, json_out=True):
    ended = subprocess.run([str(PROGRAM), *command, "--home", str(folder / "home"), *(["--json"] if json_out else [])],
                           stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if ended.returncode:
        sys.exit(f"isocenter {' '.join(command[:2])} ended with {ended.returncode}:\n{ended.stderr}")
    return json.loads(ended.stdout) if json_out else ended.stdout


def wait(port):
    for _ in range(600):
        try:
            http.client.HTTPConnection("127.0.0.1", port, timeout=5).request("GET", "/api/session")
            return
        except OSError:
            time.sleep(0.1)
    sys.exit("the server does not answer")


def long_list(folder, rows):
    access = folder / "home" / "database"
    port = (access / "data" / "postmaster.pid").read_text().split("\n")[3]
    password = next(access.glob("*password*")).read_text().strip()
    subprocess.run(["psql", "-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", port, "-U", "isocenter", "postgres"],
                   input=LONG.format(n=rows), text=True, check=True, env={"PGPASSWORD": password, "PATH": "/usr/bin:/bin"})


class Reader:
    """One reader's open connection."""

    def __init__(self, port, token):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.token = token

    def ask(self, method, path, body=None, etag=None):
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        if etag is not None:
            headers["If-Match"] = str(etag)
        begun = time.perf_counter()
        self.connection.request(method, path, body=body, headers=headers)
        response = self.connection.getresponse()
        text = response.read()
        took = (time.perf_counter() - begun) * 1000
        if response.status != 200:
            sys.exit(f"{method} {path}: {response.status} {text.decode()}")
        return json.loads(text), took


def pages(port, token, asked):
    reader = Reader(port, token)
    times = []
    for i in range(asked.pages):
        after = (i * 7919) % asked.list
        times.append(reader.ask("GET", f"/api/worklists/long/readings?limit=100&after={after}")[1])
    lists = [reader.ask("GET", "/api/worklists")[1] for _ in range(20)]
    return {"rows": asked.list, "first": times[0], "page": summary(times[1:]), "overview": summary(lists)}


def saves(port, tokens, worklist, count, pause):
    times = []
    lock = threading.Lock()

    def read(token):
        reader = Reader(port, token)
        mine = []
        left = count
        time.sleep(pause * random.random())
        for row in reader.ask("GET", f"/api/worklists/{worklist}/readings")[0]["readings"]:
            opened, _ = reader.ask("GET", f"/api/readings/{row['id']}")
            image = opened["series"][0]["images"][0]
            etag = opened["etag"]
            for step in range(min(left, 10)):
                content = {"labels": [{"finding": "opacity", "value": "present"}], "marks": [{
                    "id": "m1", "finding": "opacity", "shape": "box", "instance": image["id"], "frame": 1,
                    "points": [[1, 1], [2 + step, 2 + step]]}], "remark": ""}
                answer, took = reader.ask("PUT", f"/api/readings/{row['id']}/draft", json.dumps(content), etag)
                etag = answer["etag"]
                mine.append(took)
                time.sleep(pause * 2 * random.random())
            left -= min(left, 10)
            if not left:
                break
        with lock:
            times.extend(mine)

    begun = time.perf_counter()
    threads = [threading.Thread(target=read, args=(token,)) for token in tokens]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"saves": len(times), "perSecond": len(times) / (time.perf_counter() - begun), **summary(times)}


def summary(times):
    cuts = statistics.quantiles(times, n=20)
    return {"median": statistics.median(times), "p95": cuts[18], "most": max(times)}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dicom", required=True, help="folder of .dcm files")
    parser.add_argument("--studies", type=int, default=10, help="studies that each reader has (default 10)")
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--saves", type=int, default=60, help="drafts of each reader (default 60)")
    parser.add_argument("--pause", type=float, default=1.0, help="mean seconds between a reader's saves (default 1)")
    parser.add_argument("--list", type=int, default=100000, help="rows of the long list")
    parser.add_argument("--pages", type=int, default=200, help="pages asked of it")
    return parser.parse_args()


if __name__ == "__main__":
    main()
