#!/usr/bin/env python3
"""Makes the files of src/test/resources/phantom: one asymmetric picture in many transfer syntaxes.

    venv/bin/python phantom.py ../resources/phantom        (needs pydicom, numpy, and gdcmconv of the GDCM tools)

The picture is a formula, which PhantomTest repeats in Java: whatever flips, transposes, shifts, or loses a bit or the
sign shows. `u8` has 8 bits, `u12` 12 bits unsigned, `s12` 12 bits signed, `s16` 16 bits signed.
"""

import subprocess
import sys
from pathlib import Path

import numpy as np
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, SecondaryCaptureImageStorage

ROWS, COLUMNS = 13, 22


def picture(bits, signed):
    y, x = np.mgrid[0:ROWS, 0:COLUMNS]
    values = (x * 7 + y * 31 + np.where(x > 2 * y, 90, 0) + np.where((x == 20) & (y == 1), 140, 0)) % 256
    if bits > 8:
        values = (values << (bits - 8)) + (x + y) % 16
    return values - (1 << (bits - 1)) if signed else values


def native(path, bits, signed):
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.MediaStorageSOPClassUID = SecondaryCaptureImageStorage
    meta.MediaStorageSOPInstanceUID = f"2.25.{bits}{int(signed)}"
    image = Dataset()
    image.file_meta = meta
    image.SOPClassUID, image.SOPInstanceUID = meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID
    image.StudyInstanceUID = image.SeriesInstanceUID = "2.25.1"
    image.Modality, image.PatientName, image.PatientID = "OT", "PHANTOM", "PHANTOM"
    image.Rows, image.Columns, image.SamplesPerPixel = ROWS, COLUMNS, 1
    image.PhotometricInterpretation = "MONOCHROME2"
    image.BitsAllocated = 8 if bits == 8 else 16
    image.BitsStored, image.HighBit, image.PixelRepresentation = bits, bits - 1, int(signed)
    image.PixelData = picture(bits, signed).astype("<i2" if signed else ("u1" if bits == 8 else "<u2")).tobytes()
    image.save_as(path, enforce_file_format=True)


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, bits, signed in (("u8", 8, False), ("u12", 12, False), ("s12", 12, True), ("s16", 16, True)):
        source = folder / f"{name}-native.dcm"
        native(source, bits, signed)
        for option in ("rle", "jpeg", "jpegls", "j2k"):
            subprocess.run(["gdcmconv", f"--{option}", source, folder / f"{name}-{option}.dcm"], check=True)


if __name__ == "__main__":
    main()
