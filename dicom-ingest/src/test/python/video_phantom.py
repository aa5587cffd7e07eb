#!/usr/bin/env python3
"""Makes the files of src/test/resources/video: one moving asymmetric picture in each kind of video that DICOM knows.

    venv/bin/python video_phantom.py ../resources/video        (needs pydicom, numpy, av, imageio-ffmpeg)

Frame t is a formula, which VideoTest repeats in Java. What a peer's decoder (PyAV) makes of each file is hashed, frame by
frame, into frames.json: samples interleaved, chrominance repeated to full resolution, each as four bytes little endian.
"""

import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path

import av
import imageio_ffmpeg
import numpy as np
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate

ROWS, COLUMNS, FRAMES = 48, 64, 12
VIDEO_ENDOSCOPIC = "1.2.840.10008.5.1.4.1.1.77.1.1.1"
SYNTAX = "1.2.840.10008.1.2.4."

# name: transfer syntax, bits, container, encoder's options
KINDS = {
    "mpeg2-ts": (SYNTAX + "100", 8, "mpegts", "-c:v mpeg2video -q:v 2 -g 6 -bf 2"),
    "mpeg2-elementary": (SYNTAX + "100", 8, "mpeg2video", "-c:v mpeg2video -q:v 2 -g 6 -bf 2"),
    "h264-mp4": (SYNTAX + "102", 8, "mp4", "-c:v libx264 -crf 8 -g 8 -bf 2 -bsf:v filter_units=remove_types=6"),
    "h264-ts": (SYNTAX + "102", 8, "mpegts", "-c:v libx264 -crf 8 -g 8 -bf 2 -bsf:v filter_units=remove_types=6"),
    "hevc-mp4": (SYNTAX + "107", 8, "mp4", "-c:v libx265 -crf 8 -g 8 -tag:v hvc1 -x265-params log-level=0:info=0"),
    "hevc10-mp4": (SYNTAX + "108", 10, "mp4", "-c:v libx265 -crf 8 -g 8 -tag:v hvc1 -x265-params log-level=0:info=0"),
    "h264-sound": (SYNTAX + "102", 8, "mp4", "-c:v libx264 -crf 30 -g 8 -c:a aac -b:a 16k -shortest"),
}


def luminance(t):
    y, x = np.mgrid[0:ROWS, 0:COLUMNS]
    moving = (x >= 4 + 3 * t) & (x < 12 + 3 * t) & (y >= 6) & (y < 18)
    return np.where(moving, 220, 40 + x + y + np.where((y > 36) & (x < 20), 60, 0)).astype(np.uint8)


def chrominance():
    y, x = np.mgrid[0 : ROWS // 2, 0 : COLUMNS // 2]
    return (100 + 2 * y).astype(np.uint8), (100 + x).astype(np.uint8)


def encode(target, bits, container, options):
    cb, cr = chrominance()
    raw = b"".join(luminance(t).tobytes() + cb.tobytes() + cr.tobytes() for t in range(FRAMES))
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "yuv420p"]
    command += ["-s", f"{COLUMNS}x{ROWS}", "-r", "25", "-i", "-"]
    if "-c:a" in options:
        command += ["-f", "lavfi", "-i", "sine=frequency=440:duration=1"]
    command += options.split() + ["-pix_fmt", "yuv420p10le" if bits == 10 else "yuv420p", "-bitexact"]
    subprocess.run(command + ["-f", container, target], input=raw, check=True)


def dicom(path, syntax, bits, stream):
    meta = FileMetaDataset()
    meta.TransferSyntaxUID, meta.MediaStorageSOPClassUID = syntax, VIDEO_ENDOSCOPIC
    meta.MediaStorageSOPInstanceUID = "2.25." + str(int(hashlib.sha256(stream).hexdigest()[:24], 16))
    image = Dataset()
    image.file_meta = meta
    image.SOPClassUID, image.SOPInstanceUID = meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID
    image.StudyInstanceUID = image.SeriesInstanceUID = "2.25.1"
    image.Modality, image.PatientName, image.PatientID = "ES", "PHANTOM", "PHANTOM"
    image.Rows, image.Columns, image.SamplesPerPixel, image.NumberOfFrames = ROWS, COLUMNS, 3, FRAMES
    image.FrameTime = "40"
    image.PhotometricInterpretation, image.PlanarConfiguration = "YBR_PARTIAL_420", 0
    image.BitsAllocated = 8 if bits == 8 else 16
    image.BitsStored, image.HighBit, image.PixelRepresentation = bits, bits - 1, 0
    image.LossyImageCompression = "01"
    half = len(stream) // 4 * 2  # in two fragments: a video is one frame to DICOM, however it is cut
    image.PixelData = encapsulate([stream[:half], stream[half:]], has_bot=False)
    image.save_as(path, enforce_file_format=True)


def peer(stream, bits):
    hashes = []
    with av.open(io.BytesIO(stream)) as container:
        for frame in container.decode(video=0):
            planes = []
            for plane in frame.planes:
                dtype = np.uint8 if bits == 8 else np.dtype("<u2")
                line = plane.line_size // np.dtype(dtype).itemsize
                values = np.frombuffer(plane, dtype).reshape(-1, line)[: plane.height, : plane.width]
                planes.append(values if values.shape[0] == ROWS else values.repeat(2, 0).repeat(2, 1))
            hashes.append(hashlib.sha256(np.stack(planes, -1).astype("<i4").tobytes()).hexdigest())
    return hashes


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    frames = {}
    for name, (syntax, bits, container, options) in KINDS.items():
        target = folder / "stream.tmp"
        encode(target, bits, container, options)
        stream = target.read_bytes()
        target.unlink()
        dicom(folder / f"{name}.dcm", syntax, bits, stream)
        frames[name] = peer(stream, bits)
        assert len(frames[name]) == FRAMES, (name, len(frames[name]))
    (folder / "frames.json").write_text(json.dumps(frames, indent=1) + "\n")


if __name__ == "__main__":
    main()
