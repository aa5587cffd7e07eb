#!/usr/bin/env python3
"""Many small studies into Isocenter over STOW-RS: the server's memory on the way, then how fast lists answer.

    many.py --isocenter http://localhost:8042 --token TOKEN --pid PID [--studies 100000] [--queries 400] [--seed 7]

Every study is one native image of 64 x 64 pixels, four studies to a patient, sent by four clients one image a request.
Prints resident memory of the process PID every tenth of the way, and the 50th and 95th percentile of each kind of list
query, asked by one client after the other. Needs pydicom; PID is the server's, on this machine. See README.md.
"""
import argparse
import concurrent.futures
import http.client
import io
import json
import pathlib
import random
import statistics
import sys
import time
import urllib.parse

import pydicom
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian

CLIENTS = 4
PER_PATIENT = 4
SIDE = 64
MARKS = {"study": "2.25." + "1" * 38, "series": "2.25." + "2" * 38, "instance": "2.25." + "3" * 38}
DATE, PATIENT = "19990101", "MANY000000000000"


def template():
    """A file whose UIDs, date and patient are marks of fixed length, to be replaced byte for byte."""
    pixels = bytes((x * 2 + y) & 0xFF for y in range(SIDE) for x in range(SIDE))
    data = Dataset()
    data.SOPClassUID = "1.2.840.10008.5.1.4.1.1.1.1"
    data.SOPInstanceUID, data.StudyInstanceUID, data.SeriesInstanceUID = (
        MARKS["instance"], MARKS["study"], MARKS["series"])
    data.StudyDate, data.StudyTime, data.Modality = DATE, "101500", "DX"
    data.PatientID, data.PatientName, data.PatientSex, data.PatientAge = PATIENT, "Many^Small", "F", "047Y"
    data.StudyDescription, data.SeriesNumber, data.InstanceNumber = "CHEST PA", 1, 1
    data.Rows, data.Columns, data.SamplesPerPixel, data.PhotometricInterpretation = SIDE, SIDE, 1, "MONOCHROME2"
    data.BitsAllocated, data.BitsStored, data.HighBit, data.PixelRepresentation = 8, 8, 7, 0
    data.PixelData = pixels
    data.file_meta = FileMetaDataset()
    data.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    data.file_meta.MediaStorageSOPClassUID = data.SOPClassUID
    data.file_meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID
    out = io.BytesIO()
    pydicom.dcmwrite(out, data, enforce_file_format=True)
    return out.getvalue()


def connect(url):
    parts = urllib.parse.urlparse(url)
    return http.client.HTTPConnection(parts.hostname, parts.port, timeout=300)


def send(url, token, base, numbers, seed):
    connection = connect(url)
    headers = {"Content-Type": 'multipart/related; type="application/dicom"; boundary=b0undary',
               "Accept": "application/dicom+json", "Authorization": "Bearer " + token}
    refused = 0
    for number in numbers:
        rng = random.Random(seed * 1_000_003 + number)
        body = base
        for mark in MARKS.values():
            body = body.replace(mark.encode(), f"2.25.{rng.randrange(10**37, 10**38)}".encode())
        body = body.replace(PATIENT.encode(), f"MANY{seed:04d}{number // PER_PATIENT:08d}".encode())
        body = body.replace(DATE.encode(), f"20{rng.randrange(10, 25)}{rng.randrange(1, 13):02d}15".encode())
        body = (b"--b0undary\r\nContent-Type: application/dicom\r\n\r\n" + body + b"\r\n--b0undary--\r\n")
        connection.request("POST", "/dicom-web/studies", body, headers)
        answer = connection.getresponse()
        answer.read()
        refused += answer.status != 200
    return refused


def resident(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) // 1024
    return 0


def fill(a):
    base = template()
    refused, started = 0, time.monotonic()
    tenth = a.studies // 10
    with concurrent.futures.ProcessPoolExecutor(CLIENTS) as pool:
        for block in range(10):
            numbers = range(block * tenth, (block + 1) * tenth)
            began = time.monotonic()
            refused += sum(pool.map(
                send, [a.isocenter] * CLIENTS, [a.token] * CLIENTS, [base] * CLIENTS,
                [numbers[i::CLIENTS] for i in range(CLIENTS)], [a.seed] * CLIENTS))
            print(f"{(block + 1) * tenth} studies: {tenth / (time.monotonic() - began):.0f}/s,"
                  f" resident {resident(a.pid)} MB", flush=True)
    print(f"{a.studies} studies in {time.monotonic() - started:.0f} s, {refused} refused", flush=True)


def ask(connection, token, query):
    started = time.perf_counter()
    connection.request("GET", "/dicom-web/studies?" + query, headers={
        "Authorization": "Bearer " + token, "Accept": "application/dicom+json"})
    answer = connection.getresponse()
    body = answer.read()
    taken = (time.perf_counter() - started) * 1000
    if answer.status not in (200, 204):
        sys.exit(f"many: {query} was answered {answer.status}")
    return taken, body


def lists(a):
    rng = random.Random(a.seed)
    connection = connect(a.isocenter)
    _, body = ask(connection, a.token, "limit=500")
    known = json.loads(body)
    value = lambda tag: rng.choice(known)[tag]["Value"][0]
    person = lambda: value("00100020")
    kinds = {
        "newest page": lambda: "limit=25",
        "later page": lambda: f"limit=25&offset={rng.randrange(0, a.studies - 25)}",
        "one study": lambda: "StudyInstanceUID=" + value("0020000D"),
        "one patient": lambda: "PatientID=" + person(),
        "patient by beginning": lambda: f"limit=25&PatientID={person()[:5]}*",
        "month": lambda: (lambda d: f"limit=25&StudyDate={d[:6]}01-{d[:6]}31")(value("00080020")),
        "modality and month": lambda: (lambda d: f"limit=25&ModalitiesInStudy=DX&StudyDate={d[:6]}01-{d[:6]}31")(
            value("00080020")),
    }
    everything = []
    for kind, query in kinds.items():
        ask(connection, a.token, query())
        times = sorted(ask(connection, a.token, query())[0] for _ in range(a.queries))
        everything += times
        print(f"{kind:22} median {statistics.median(times):6.1f} ms, 95 % {times[int(len(times) * 0.95)]:6.1f} ms",
              flush=True)
    everything.sort()
    print(f"{'all':22} median {statistics.median(everything):6.1f} ms,"
          f" 95 % {everything[int(len(everything) * 0.95)]:6.1f} ms, {len(everything)} queries", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--isocenter", required=True)
    parser.add_argument("--token", required=True)
    parser.add_argument("--pid", type=int, required=True)
    parser.add_argument("--studies", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=400)
    parser.add_argument("--no-fill", action="store_true", help="only ask for lists of what is there")
    parser.add_argument("--seed", type=int, default=7)
    a = parser.parse_args()
    if not a.no_fill:
        fill(a)
    lists(a)


if __name__ == "__main__":
    main()
