"""Compares the decoding of compressed frames by Isocenter and by others, one core each, in alternating rounds of one run.

    python deploy/bench/decoding/bench.py DIR                    # every DICOM file under a folder, by transfer syntax
    python deploy/bench/decoding/bench.py DIR --files 20 --rounds 3

Needs Java, Maven, and a Python with pydicom, numpy and python-gdcm; pylibjpeg-openjpeg, pylibjpeg-rle and pyjpegls join
where they are installed. Prints one line of JSON for each comparison.
"""

import argparse
import json
import math
import os
import pathlib
import statistics
import subprocess
import sys
import time
import warnings

import gdcm
import numpy
import pydicom
import pydicom.encaps

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
MAIN = "isocenter.ingest.pixel.DecodingRunner"
DEPENDENCY_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1"
# as the program itself is started (deploy/isocenter)
JAVA = ["-Xmx1g", "-XX:+UseParallelGC", "-XX:Tier4InvocationThreshold=20000", "-XX:Tier4MinInvocationThreshold=6000",
        "-XX:Tier4CompileThreshold=50000"]
KINDS = {"1.2.840.10008.1.2.5": "rle", "1.2.840.10008.1.2.4.57": "jpeg", "1.2.840.10008.1.2.4.70": "jpeg",
         "1.2.840.10008.1.2.4.80": "jpeg_ls", "1.2.840.10008.1.2.4.90": "jpeg_2000"}
# t quantiles for 95 %, by rounds - 1; beyond the table the normal one
T95 = {1: 12.71, 2: 4.30, 3: 3.18, 4: 2.78, 5: 2.57, 6: 2.45, 7: 2.36, 8: 2.31, 9: 2.26, 10: 2.23, 11: 2.20,
       12: 2.18, 13: 2.16, 14: 2.14, 15: 2.13, 16: 2.12, 17: 2.11, 18: 2.10, 19: 2.09}
SECONDS = 1.0  # of processor time that a round takes, about


def classpath():
    target = ROOT / "dicom-ingest" / "target"
    listing = target / "bench-classpath.txt"
    subprocess.run(
        ["mvn", "-q", "-B", "-pl", "dicom-ingest", "-am", "-DskipTests", "test-compile",
         DEPENDENCY_PLUGIN + ":build-classpath", f"-Dmdep.outputFile={listing}", "-Dmdep.includeScope=test"],
        cwd=ROOT, check=True)
    return os.pathsep.join([str(target / "test-classes"), str(target / "classes"), listing.read_text().strip()])


class Isocenter:
    """A process that decodes when told to, and sleeps otherwise; its whole processor time counts, collector included."""

    def __init__(self, files):
        self.process = subprocess.Popen(
            ["java", *JAVA, "-cp", classpath(), MAIN, *map(str, files)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def cpu(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def run(self, kind, times):
        before = self.cpu()
        self.process.stdin.write(f"{kind} {times}\n")
        self.process.stdin.flush()
        pixels = int(self.process.stdout.readline().split()[1])
        return self.cpu() - before, pixels

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Peer:
    """A decoder of this process. Reading and parsing the file is not measured, only the decoding is."""

    def __init__(self, name, prepare, decode):
        self.name, self.prepare, self.decode = name, prepare, decode

    def run(self, files, times):
        spent = 0
        for _ in range(times):
            for file in files:
                held = self.prepare(file)  # anew: GDCM keeps what it has decoded
                before = time.process_time_ns()
                self.decode(held)
                spent += time.process_time_ns() - before
        return spent / 1e9


def gdcm_image(file):
    reader = gdcm.ImageReader()
    reader.SetFileName(str(file))
    if not reader.Read():
        sys.exit(f"GDCM does not read {file}")
    return reader, reader.GetImage()


def gdcm_decode(held):
    change = gdcm.ImageChangeTransferSyntax()
    change.SetTransferSyntax(gdcm.TransferSyntax(gdcm.TransferSyntax.ExplicitVRLittleEndian))
    change.SetInput(held[1])
    if not change.Change():
        sys.exit("GDCM does not decode a frame")


def frame(file):
    dicom = pydicom.dcmread(file)
    return pydicom.encaps.get_frame(dicom.PixelData, 0, number_of_frames=1), dicom


def peers(kind):
    found = [Peer("gdcm " + gdcm.Version.GetVersion(), gdcm_image, gdcm_decode)]
    try:
        if kind == "rle":
            import rle.utils
            found.append(Peer("pylibjpeg-rle", frame, lambda held: rle.utils.decode_pixel_data(
                held[0], version=2, rows=held[1].Rows, columns=held[1].Columns,
                bits_allocated=held[1].BitsAllocated)))
        elif kind == "jpeg_ls":
            import jpeg_ls
            found.append(Peer("pyjpegls", lambda file: numpy.frombuffer(frame(file)[0], numpy.uint8), jpeg_ls.decode))
        elif kind == "jpeg_2000":
            import openjpeg
            found.append(Peer("pylibjpeg-openjpeg", frame, lambda held: openjpeg.decode_pixel_data(held[0], version=2)))
    except ImportError:
        pass
    return found


def summary(ratios):
    logs = [math.log(ratio) for ratio in ratios]
    mean = statistics.fmean(logs)
    half = 0
    if len(logs) > 1:
        half = T95.get(len(logs) - 1, 1.96) * statistics.stdev(logs) / math.sqrt(len(logs))
    return [round(math.exp(x), 3) for x in (mean, mean - half, mean + half)]


def compare(ours, kind, files, rounds):
    others = peers(kind)
    times = 1
    for _ in range(8):  # the compiler's time is not measured
        seconds, _ = ours.run(kind, times)
        times = max(1, round(times * SECONDS / max(seconds, 0.05)))
    measured = {peer.name: ([], []) for peer in others}
    nanoseconds = []
    for _ in range(rounds):
        mine, pixels = ours.run(kind, times)
        nanoseconds.append(mine / pixels * 1e9)
        for peer in others:
            theirs = peer.run(files, times)
            measured[peer.name][0].append(theirs / pixels * 1e9)
            measured[peer.name][1].append(theirs / mine)
    for peer in others:
        ratio, low, high = summary(measured[peer.name][1])
        print(json.dumps({
            "kind": kind, "files": len(files), "rounds": rounds, "peer": peer.name,
            "nanosecondsPerPixel": round(statistics.median(nanoseconds), 2),
            "peerNanosecondsPerPixel": round(statistics.median(measured[peer.name][0]), 2),
            "cpuRatio": ratio, "cpuRatio95": [low, high]}), flush=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--files", type=int, default=10**6, help="at most so many of each kind")
    arguments.add_argument("--rounds", type=int, default=10)
    options = arguments.parse_args()
    warnings.simplefilter("ignore")
    gdcm.Trace.WarningOff()
    by_kind = {}
    for file in sorted(path for path in options.folder.rglob("*") if path.is_file()):
        try:
            header = pydicom.dcmread(file, stop_before_pixels=True)
        except pydicom.errors.InvalidDicomError:
            continue
        kind = KINDS.get(header.file_meta.get("TransferSyntaxUID"))
        plain = header.get("SamplesPerPixel") == 1 and int(header.get("NumberOfFrames", 1)) == 1
        if kind and plain and len(by_kind.setdefault(kind, [])) < options.files:
            by_kind[kind].append(file)
    ours = Isocenter([file for files in by_kind.values() for file in files])
    try:
        for kind, files in sorted(by_kind.items()):
            compare(ours, kind, files, options.rounds)
    finally:
        ours.close()


if __name__ == "__main__":
    main()
