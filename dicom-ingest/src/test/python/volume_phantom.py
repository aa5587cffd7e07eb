#!/usr/bin/env python3
"""Makes src/test/resources/volume/phantoms.zip and phantoms.json: small series of one asymmetric phantom.

    venv/bin/python volume_phantom.py ../resources/volume
        (needs pydicom, numpy, highdicom, SimpleITK, dicom2nifti, nibabel)

The phantom is a formula of the place in the patient, so a voxel says where it lies: whatever is flipped, turned, out of
order or displaced shows. Each series is read by SimpleITK and converted by dicom2nifti, and both must find the formula's
value at every voxel; what SimpleITK says of the geometry is kept for VolumePhantomTest. Tilted and multi-frame series,
which not every peer reads, are held to the formula alone.
"""

import hashlib
import json
import random
import sys
import tempfile
import warnings
import zipfile
from pathlib import Path

import dicom2nifti
import dicom2nifti.settings
import highdicom
import nibabel
import numpy as np
import pydicom
import SimpleITK
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian, PositronEmissionTomographyImageStorage

ROWS, COLUMNS, SLICES = 9, 12, 7
ROW_SPACING, COLUMN_SPACING, GAP = 1.5, 1.25, 2.5


def value(point):
    """Of a place in mm (x to the left, y to the back, z to the head), in Hounsfield units."""
    return np.rint(100 + 7 * point[..., 0] + 5 * point[..., 1] + 3 * point[..., 2]).astype(int)


def turned(row, column, degrees, axis):
    axis = np.array(axis, float) / np.linalg.norm(axis)
    angle = np.radians(degrees)
    k = np.array([[0, -axis[2], axis[1]], [axis[2], 0, -axis[0]], [-axis[1], axis[0], 0]])
    rotation = np.eye(3) + np.sin(angle) * k + (1 - np.cos(angle)) * k @ k
    return rotation @ row, rotation @ column


X, Y, Z = np.eye(3)
ORIENTATIONS = {
    "axial": (X, Y),
    "coronal": (X, -Z),
    "sagittal": (Y, -Z),
    "prone": (-X, -Y),
    "oblique": turned(X, Y, 25, (1, 2, 3)),
    "double-oblique": turned(Y, -Z, 33, (2, -1, 0.5)),
}


def header(index, modality, sop_class):
    meta = FileMetaDataset()
    meta.TransferSyntaxUID, meta.MediaStorageSOPClassUID = ExplicitVRLittleEndian, sop_class
    meta.MediaStorageSOPInstanceUID = f"2.25.{index + 1}"
    image = Dataset()
    image.file_meta = meta
    image.SOPClassUID, image.SOPInstanceUID = sop_class, meta.MediaStorageSOPInstanceUID
    image.StudyInstanceUID, image.SeriesInstanceUID, image.FrameOfReferenceUID = "2.25.1", "2.25.2", "2.25.3"
    image.Modality, image.PatientName, image.PatientID = modality, "PHANTOM", "PHANTOM"
    image.PatientBirthDate, image.PatientSex, image.StudyID, image.AccessionNumber = "", "", "", ""
    image.StudyDate, image.StudyTime, image.ReferringPhysicianName = "20200101", "000000", ""
    image.SeriesNumber, image.InstanceNumber, image.AcquisitionNumber = 1, index + 1, 1
    image.ImageType = ["ORIGINAL", "PRIMARY", "AXIAL"]
    image.Rows, image.Columns, image.SamplesPerPixel = ROWS, COLUMNS, 1
    image.PhotometricInterpretation = "MONOCHROME2"
    image.BitsAllocated, image.BitsStored, image.HighBit, image.PixelRepresentation = 16, 16, 15, 1
    image.PixelSpacing = [ROW_SPACING, COLUMN_SPACING]
    image.SliceThickness, image.KVP = GAP, "120"
    image.PatientPosition, image.PositionReferenceIndicator = "HFS", ""
    image.Manufacturer, image.ManufacturerModelName = "Formula", "Phantom"
    image.DeviceSerialNumber, image.SoftwareVersions = "1", "1"
    return image


def slices(row, column, step, modality="CT", slopes=None):
    """One object a slice, in the order of the normal."""
    sop_class = PositronEmissionTomographyImageStorage if modality == "PT" else CTImageStorage
    origin = np.array([-20.0, 11.0, 35.0])
    images = []
    for k in range(SLICES):
        image = header(k, modality, sop_class)
        corner = origin + k * step
        image.ImagePositionPatient = [f"{v:.9g}" for v in corner]
        image.ImageOrientationPatient = [f"{v:.9g}" for v in (*row, *column)]
        j, i = np.mgrid[0:ROWS, 0:COLUMNS]
        place = corner + i[..., None] * COLUMN_SPACING * row + j[..., None] * ROW_SPACING * column
        slope, intercept = (1, -1024) if slopes is None else (slopes[k], 0)
        image.RescaleSlope, image.RescaleIntercept = f"{slope:g}", f"{intercept:g}"
        image.RescaleType = "HU"
        image.PixelData = np.rint((value(place) - intercept) / slope).astype("<i2").tobytes()
        images.append(image)
    return images


def multiframe(images):
    """As highdicom converts the series: frames in functional groups, in the shuffled order."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return highdicom.legacy.LegacyConvertedEnhancedCTImage(images, "2.25.9", 9, "2.25.10", 1)


def by_simpleitk(folder):
    reader = SimpleITK.ImageSeriesReader()
    reader.SetFileNames(reader.GetGDCMSeriesFileNames(str(folder)))
    image = reader.Execute()
    array = SimpleITK.GetArrayFromImage(image)
    k, j, i = np.mgrid[tuple(slice(0, n) for n in array.shape)]
    direction = np.array(image.GetDirection()).reshape(3, 3)
    index = np.stack([i, j, k], -1) * np.array(image.GetSpacing())
    assert np.array_equal(np.rint(array).astype(int), value(np.array(image.GetOrigin()) + index @ direction.T))
    return {
        "origin": image.GetOrigin(),
        "spacing": image.GetSpacing(),
        "direction": image.GetDirection(),
        "sha256": hashlib.sha256(np.rint(array).astype("<i4").tobytes()).hexdigest(),
    }


def by_dicom2nifti(images):
    """In their order: this peer goes by Instance Number."""
    dicom2nifti.settings.disable_validate_slicecount()
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as out:
        for number, image in enumerate(images):
            image.save_as(Path(folder) / f"{number}.dcm", enforce_file_format=True)
        target = Path(out) / "volume.nii"
        dicom2nifti.dicom_series_to_nifti(str(folder), str(target), reorient_nifti=False)
        nifti = nibabel.load(target)
        data = np.asanyarray(nifti.dataobj)
    index = np.stack(np.meshgrid(*(np.arange(n) for n in data.shape), indexing="ij"), -1)
    ras = nibabel.affines.apply_affine(nifti.affine, index)
    assert np.array_equal(np.rint(data).astype(int), value(ras * [-1, -1, 1])), folder


def main():
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    rng = random.Random(1)
    expected = {}
    with zipfile.ZipFile(target / "phantoms.zip", "w", zipfile.ZIP_DEFLATED) as zipped:

        def keep(name, images, peers):
            if peers:
                by_dicom2nifti(images)
            shuffled = images[:]
            rng.shuffle(shuffled)  # neither names nor numbers follow the slices
            for number, image in enumerate(shuffled):
                image.InstanceNumber = number + 1
            with tempfile.TemporaryDirectory() as folder:
                for number, image in enumerate(shuffled):
                    image.save_as(Path(folder) / f"{number}.dcm", enforce_file_format=True)
                if peers:
                    expected[name] = by_simpleitk(folder)
                for file in sorted(Path(folder).iterdir()):
                    zipped.writestr(zipfile.ZipInfo(f"{name}/{file.name}"), file.read_bytes(), zipfile.ZIP_DEFLATED)
            return shuffled

        for name, (row, column) in ORIENTATIONS.items():
            normal = np.cross(row, column)
            shuffled = keep(name, slices(row, column, GAP * normal), True)
            if name in ("axial", "double-oblique"):
                keep(f"{name}-multiframe", [multiframe(shuffled)], False)
        keep("pet", slices(X, Y, GAP * Z, "PT", [0.5, 1, 0.25, 2, 1, 0.5, 4]), False)
        row, column = turned(X, Y, 18, X)  # the table moves along z, the gantry leans by 18 degrees
        keep("tilted", slices(row, column, GAP / np.cos(np.radians(18)) * Z), False)
    (target / "phantoms.json").write_text(json.dumps(expected, indent=1) + "\n")


if __name__ == "__main__":
    main()
