#!/usr/bin/env python3
"""Compares arrays written by `isocenter pixels` with pydicom's; lines of file, array and hash, apart by tabs.

Only where pydicom decodes without loss. Ends with 1 at the first difference, or when there was nothing to compare.
"""

import hashlib
import sys
import warnings

import numpy
import pydicom
import pydicom.pixels

LOSSLESS = {
    "1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99",
    "1.2.840.10008.1.2.5", "1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70", "1.2.840.10008.1.2.4.80",
    "1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.201",
}  # fmt: skip


def main():
    warnings.simplefilter("ignore")
    compared = 0
    for line in open(sys.argv[1]):
        name, array, sha256 = line.rstrip("\n").split("\t")
        try:
            dicom = pydicom.dcmread(name)
            if dicom.file_meta.get("TransferSyntaxUID") not in LOSSLESS:
                continue
            peer = pydicom.pixels.pixel_array(dicom, index=0, raw=True)
        except Exception:  # a decoder that is not installed, or a file that this peer does not read
            continue
        ours = numpy.load(array)
        if peer.dtype.kind in "iu":
            assert hashlib.sha256(ours.astype("<i4").tobytes()).hexdigest() == sha256, name
        if "422" in dicom.PhotometricInterpretation:
            continue  # the peer leaves chrominance at half the resolution
        assert ours.dtype == peer.dtype.newbyteorder("<"), (name, ours.dtype, peer.dtype)
        assert numpy.array_equal(ours, peer), name
        compared += 1
    print(compared, "arrays equal")
    return 0 if compared else 1


if __name__ == "__main__":
    sys.exit(main())
