#!/usr/bin/env python3
"""Makes src/test/resources/reference-volumes.json: what SimpleITK and pydicom read from the series of a folder.

    venv/bin/python reference_volumes.py DATA/volumes > ../resources/reference-volumes.json

`values` are modality units (CT: HU) from pydicom, slices ordered by SimpleITK; their hash is over int32 little endian,
slice by slice. `percentiles` are the values at ranks 0.005 and 0.995 of n - 1, rounded down.
"""

import hashlib
import json
import sys
from pathlib import Path

import numpy as np
import pydicom
import SimpleITK


def series(folder):
    reader = SimpleITK.ImageSeriesReader()
    names = reader.GetGDCMSeriesFileNames(str(folder))
    header = SimpleITK.ImageSeriesReader()
    header.SetFileNames(names)
    image = header.Execute()
    values = []
    for name in names:
        dicom = pydicom.dcmread(name)
        slope, intercept = float(dicom.get("RescaleSlope", 1)), float(dicom.get("RescaleIntercept", 0))
        values.append(dicom.pixel_array * slope + intercept)
    values = np.stack(values)
    assert np.array_equal(values, SimpleITK.GetArrayFromImage(image)), folder
    ranked = np.sort(values, axis=None)
    return {
        "files": [Path(name).name for name in names],
        "origin": image.GetOrigin(),
        "spacing": image.GetSpacing(),
        "direction": image.GetDirection(),
        "sha256": hashlib.sha256(values.astype("<i4").tobytes()).hexdigest(),
        "lowest": float(values.min()),
        "highest": float(values.max()),
        "percentiles": [float(ranked[int(p * (values.size - 1))]) for p in (0.005, 0.995)],
    }


def main():
    root = Path(sys.argv[1])
    result = {folder.name: series(folder) for folder in sorted(root.iterdir()) if folder.is_dir()}
    json.dump(result, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
