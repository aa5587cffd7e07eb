#!/usr/bin/env python3
"""Makes reference-pixels.json: what pydicom's decoders and GDCM say the pixels of the sample files are.

    python -m venv venv && venv/bin/pip install numpy 'pydicom>=3' python-gdcm pylibjpeg \
        pylibjpeg-libjpeg pylibjpeg-openjpeg pylibjpeg-rle
    venv/bin/python reference_pixels.py SAMPLES_DIR > ../resources/reference-pixels.json

Values are the stored ones: decompressed, cut to BitsStored at HighBit, sign extended, before any lookup table. Their
canonical form is what StoredFrame.update() feeds to a digest: row-major, samples interleaved, int32 little endian
(float32 or float64 for float pixel data), frame after frame. `sha256` is over all frames.

For syntaxes whose decoders may differ by rounding (`lossy`), a hash says nothing. There the file holds, for the
first, middle and last frame, the values at the centres of a 16 x 16 grid, and the frame's mean.
"""

import hashlib
import json
import sys
import warnings
from pathlib import Path

import gdcm
import numpy as np
import pydicom
from pydicom.pixels import get_decoder
from pydicom.uid import UID, ExplicitVRLittleEndian, ImplicitVRLittleEndian

GRID = 16
# JPEG with a DCT, and irreversible JPEG 2000 wavelets. JPEG-LS near-lossless is exact: all decoders give the same.
LOSSY = {f"1.2.840.10008.1.2.4.{n}" for n in (50, 51, 52, 53, 54, 55, 56, 91, 93, 203)}
CXR_PER_SYNTAX = 9
SLICES_PER_VOLUME = 6


def chosen(root):
    """Every file of dicom-samples, a few radiographs of each transfer syntax, a few slices of each volume."""
    samples = root / "dicom-samples"
    yield from sorted(p for p in samples.rglob("*") if p.is_file() and p.name != "MANIFEST.csv")
    seen = {}
    for path in sorted((root / "cxr" / "images").glob("*.dcm")):
        syntax = pydicom.dcmread(path, specific_tags=["Rows"]).file_meta.TransferSyntaxUID
        seen[syntax] = seen.get(syntax, 0) + 1
        if seen[syntax] <= CXR_PER_SYNTAX:
            yield path
    for folder in sorted(p for p in (root / "volumes").iterdir() if p.is_dir()):
        yield from sorted(p for p in folder.rglob("*") if p.is_file())[:SLICES_PER_VOLUME]


def canonical(dataset, array, native):
    """[frames, rows, columns, samples] of stored values."""
    frames = int(dataset.get("NumberOfFrames", 1) or 1)
    array = array.reshape(frames, dataset.Rows, dataset.Columns, dataset.get("SamplesPerPixel", 1))
    if array.dtype.kind == "f":
        return array.astype("<f4" if array.dtype.itemsize == 4 else "<f8")
    stored = int(dataset.BitsStored)
    values = array.astype(np.int64)
    if native:
        values = (values & ((1 << dataset.BitsAllocated) - 1)) >> (dataset.HighBit + 1 - stored)
    values &= (1 << stored) - 1
    if dataset.PixelRepresentation == 1:
        values = np.where(values >> (stored - 1) & 1, values - (1 << stored), values)
    return values.astype(np.uint32 if values.max(initial=0) > 0x7FFFFFFF else np.int32)


def with_pydicom(dataset):
    syntax = dataset.file_meta.TransferSyntaxUID
    if not syntax.is_compressed:
        array, meta = get_decoder(syntax).as_array(dataset, raw=True, allow_excess_frames=False)
        return array, meta["photometric_interpretation"], "pydicom"
    errors = []
    decoder = get_decoder(syntax)
    for plugin in ("pylibjpeg", "gdcm", "pydicom"):
        if plugin not in decoder.available_plugins:
            continue
        try:
            array, meta = decoder.as_array(dataset, raw=True, decoding_plugin=plugin, allow_excess_frames=False)
            return array, meta["photometric_interpretation"], f"pydicom+{plugin}"
        except Exception as error:  # any failure of a peer is its answer
            errors.append(f"{plugin}: {type(error).__name__}")
    raise ValueError("; ".join(errors) or "no plugin")


def with_gdcm(path, dataset):
    reader = gdcm.ImageReader()
    reader.SetFileName(str(path))
    if not reader.Read():
        raise ValueError("GDCM cannot read the image")
    image = reader.GetImage()
    kinds = {
        gdcm.PixelFormat.UINT8: "u1", gdcm.PixelFormat.INT8: "i1", gdcm.PixelFormat.UINT16: "<u2",
        gdcm.PixelFormat.INT16: "<i2", gdcm.PixelFormat.UINT32: "<u4", gdcm.PixelFormat.INT32: "<i4",
    }
    kind = kinds[image.GetPixelFormat().GetScalarType()]
    raw = image.GetBuffer().encode("utf-8", errors="surrogateescape")
    if image.GetPhotometricInterpretation().GetSamplesPerPixel() == 3 and image.GetPlanarConfiguration() == 1:
        raise ValueError("planar output")
    return np.frombuffer(raw, dtype=kind), str(image.GetPhotometricInterpretation()), "gdcm"


def grid(frame):
    rows, columns = frame.shape[:2]
    y = (np.arange(GRID) * 2 + 1) * rows // (2 * GRID)
    x = (np.arange(GRID) * 2 + 1) * columns // (2 * GRID)
    return frame[np.ix_(y, x)].reshape(-1).tolist()


def reference(path):
    try:
        dataset = pydicom.dcmread(path, force=True)
    except Exception as error:
        return {"decoder": None, "reason": f"unreadable: {type(error).__name__}"}
    if not any(k in dataset for k in ("PixelData", "FloatPixelData", "DoubleFloatPixelData")):
        return {"decoder": None, "reason": "no pixel data"}
    if "TransferSyntaxUID" not in dataset.file_meta:
        implicit = dataset.original_encoding[0]
        dataset.file_meta.TransferSyntaxUID = ImplicitVRLittleEndian if implicit else ExplicitVRLittleEndian
    syntax = UID(dataset.file_meta.TransferSyntaxUID)
    errors = []
    for decode in (lambda: with_pydicom(dataset), lambda: with_gdcm(path, dataset)):
        try:
            array, photometric, decoder = decode()
            values = canonical(dataset, array, native=not syntax.is_encapsulated)
        except Exception as error:
            errors.append(f"{type(error).__name__}: {error}" if isinstance(error, ValueError) else type(error).__name__)
            continue
        result = {
            "decoder": decoder,
            "photometric": str(photometric),
            "shape": list(values.shape),
            "lossy": str(syntax) in LOSSY,
            "sha256": hashlib.sha256(np.ascontiguousarray(values).tobytes()).hexdigest(),
        }
        if result["lossy"]:
            picked = sorted({0, len(values) // 2, len(values) - 1})
            result["grids"] = [{"frame": i, "mean": round(float(values[i].mean()), 4), "values": grid(values[i])}
                               for i in picked]
        return result
    return {"decoder": None, "reason": "; ".join(e[:120] for e in errors)}


def main():
    warnings.simplefilter("ignore")
    root = Path(sys.argv[1])
    files = {str(path.relative_to(root)): reference(path) for path in chosen(root)}
    versions = {"pydicom": pydicom.__version__, "gdcm": gdcm.Version.GetVersion(), "numpy": np.__version__}
    lines = ",\n".join(f" {json.dumps(name)}: {json.dumps(entry, separators=(',', ':'))}"
                       for name, entry in files.items())
    print(f'{{"versions": {json.dumps(versions)},\n"files": {{\n{lines}\n}}}}')


if __name__ == "__main__":
    main()
