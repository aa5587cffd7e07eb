#!/usr/bin/env python3
"""Instances a second into Isocenter and into Orthanc: same files, same PostgreSQL, one run, taking turns.

    bench.py FOLDER --isocenter http://localhost:8042 --token TOKEN --orthanc http://localhost:8043 \
        [--isocenter-dimse localhost:11112] [--orthanc-dimse localhost:4242] [--instances 1000] [--rounds 5]
        [--only C-STORE]

Needs pydicom and, for C-STORE, dcmtk's storescu. Every round makes new files from those of FOLDER (new UIDs, new patient
for every study of four instances), sends the same ones to both, and swaps who goes first. See README.md.
"""
import argparse
import concurrent.futures
import http.client
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import uuid

import pydicom

CLIENTS = 4
PER_STUDY = 4


def uid():
    return f"2.25.{uuid.uuid4().int}"


def templates(folder):
    found = []
    for path in sorted(p for p in pathlib.Path(folder).rglob("*") if p.is_file()):
        try:
            found.append(pydicom.dcmread(path))
        except pydicom.errors.InvalidDicomError:
            continue
    if not found:
        sys.exit(f"bench: no DICOM file under {folder}")
    return found


def renumbered(found, count, rng, target):
    """Writes files with UIDs and patients of their own; returns their paths."""
    paths = []
    chosen = [rng.choice(found) for _ in range(count)]
    for n, data in enumerate(chosen):
        if n % PER_STUDY == 0:
            study, series, patient = uid(), uid(), f"BENCH{rng.randrange(10**12)}"
        data.StudyInstanceUID, data.SeriesInstanceUID, data.SOPInstanceUID = study, series, uid()
        data.PatientID, data.PatientName, data.InstanceNumber = patient, "Bench^Mark", n % PER_STUDY + 1
        data.IssuerOfPatientID = "BENCH"
        data.file_meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID
        path = target / f"{n:06d}.dcm"
        data.save_as(path)
        paths.append(path)
    return paths


def post(url, token, paths):
    parts = urllib.parse.urlparse(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=300)
    headers = {"Content-Type": 'multipart/related; type="application/dicom"; boundary=b0undary',
               "Accept": "application/dicom+json"}
    if token:
        headers["Authorization"] = "Bearer " + token
    refused = 0
    for path in paths:
        body = (b"--b0undary\r\nContent-Type: application/dicom\r\n\r\n" + path.read_bytes() + b"\r\n--b0undary--\r\n")
        connection.request("POST", "/dicom-web/studies", body, headers)
        answer = connection.getresponse()
        answer.read()
        refused += answer.status != 200
    return refused


def stow(url, token, paths):
    with concurrent.futures.ProcessPoolExecutor(CLIENTS) as pool:
        return sum(pool.map(post, [url] * CLIENTS, [token] * CLIENTS, [paths[i::CLIENTS] for i in range(CLIENTS)]))


def store(address, called, paths, lists):
    host, port = address.rsplit(":", 1)
    running = []
    for i in range(CLIENTS):
        folder = lists / str(i)
        folder.mkdir()
        for path in paths[i::CLIENTS]:
            (folder / path.name).symlink_to(path)
        running.append(subprocess.Popen(
            ["storescu", "-q", "-nh", "+sd", "-xf", str(pathlib.Path(__file__).with_name("storescu.cfg")), "Bench",
             "-aet", "BENCH", "-aec", called, host, port, str(folder)],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE))
    return sum(process.wait() != 0 for process in running)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--isocenter", required=True)
    parser.add_argument("--token", required=True)
    parser.add_argument("--orthanc", required=True)
    parser.add_argument("--isocenter-dimse")
    parser.add_argument("--orthanc-dimse")
    parser.add_argument("--instances", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--warm-up", type=int, default=400, help="instances sent to each before the first round")
    parser.add_argument("--only", choices=["STOW-RS", "C-STORE"], help="one of the two ways; default: both")
    parser.add_argument("--seed", type=int, default=7)
    a = parser.parse_args()
    rng = random.Random(a.seed)
    found = templates(a.folder)
    ways = {"STOW-RS": [("isocenter", lambda p, t: stow(a.isocenter, a.token, p)),
                        ("orthanc", lambda p, t: stow(a.orthanc, None, p))]}
    if a.isocenter_dimse and a.orthanc_dimse:
        ways["C-STORE"] = [("isocenter", lambda p, t: store(a.isocenter_dimse, "ISOCENTER", p, t)),
                           ("orthanc", lambda p, t: store(a.orthanc_dimse, "ORTHANC", p, t))]
    for way, servers in ((way, servers) for way, servers in ways.items() if a.only in (None, way)):
        ratios = []
        for turn in range(a.rounds + 1):
            count = a.instances if turn else a.warm_up
            with tempfile.TemporaryDirectory() as scratch:
                scratch = pathlib.Path(scratch)
                paths = renumbered(found, count, rng, scratch)
                rates = {}
                for name, send in (servers if turn % 2 else servers[::-1]):
                    lists = scratch / name
                    lists.mkdir()
                    started = time.monotonic()
                    refused = send(paths, lists)
                    rates[name] = count / (time.monotonic() - started)
                    if refused:
                        print(f"{way} {name}: {refused} refused", file=sys.stderr)
            if turn:
                ratios.append(rates["isocenter"] / rates["orthanc"])
                print(f"{way} round {turn}: isocenter {rates['isocenter']:.0f}/s, orthanc {rates['orthanc']:.0f}/s,"
                      f" ratio {ratios[-1]:.2f}", flush=True)
        print(f"{way}: ratio {statistics.mean(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f}), {a.rounds} rounds of"
              f" {a.instances} instances, {CLIENTS} clients", flush=True)


if __name__ == "__main__":
    main()
