"""Makes a report and a segmentation of a synthetic CT phantom with highdicom, as another program would.

    python phantom.py FOLDER

The import's test reads them: annotate/src/test/resources/isocenter/annotate/exchange. Times and UIDs are fixed.
"""
import sys
from pathlib import Path

import highdicom as hd
import numpy as np
from highdicom import sr
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.sr.codedict import codes
from pydicom.sr.coding import Code
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian

ROOT = "2.25.987654321"
ROWS, COLUMNS, SLICES = 24, 31, 3


def phantom():
    slices = []
    for i in range(SLICES):
        image = Dataset()
        image.file_meta = FileMetaDataset()
        image.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
        image.SOPClassUID = CTImageStorage
        image.SOPInstanceUID = f"{ROOT}.1.1.{i + 1}"
        image.StudyInstanceUID = ROOT + ".1"
        image.SeriesInstanceUID = ROOT + ".1.1"
        image.FrameOfReferenceUID = ROOT + ".9"
        image.PositionReferenceIndicator = ""
        image.Modality = "CT"
        image.PatientName = image.PatientID = "phantom"
        image.PatientBirthDate = image.PatientSex = ""
        image.StudyDate, image.StudyTime, image.StudyID, image.AccessionNumber = "20200102", "101112", "", ""
        image.ReferringPhysicianName = image.Manufacturer = ""
        image.SeriesNumber, image.InstanceNumber = 1, i + 1
        image.Rows, image.Columns = ROWS, COLUMNS
        image.PixelSpacing = [0.5, 0.5]
        image.SliceThickness = 2.5
        image.ImagePositionPatient = [0, 0, 2.5 * i]
        image.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
        image.SamplesPerPixel, image.PhotometricInterpretation = 1, "MONOCHROME2"
        image.BitsAllocated = image.BitsStored = 16
        image.HighBit, image.PixelRepresentation = 15, 0
        image.PixelData = np.zeros((ROWS, COLUMNS), np.uint16).tobytes()
        slices.append(image)
    return slices


def masks():
    """Two segments: a disc in slices 1 and 2, single pixels in slice 3."""
    y, x = np.mgrid[:ROWS, :COLUMNS]
    disc = (x - 15) ** 2 + (y - 10) ** 2 < 49
    pixels = np.zeros((SLICES, ROWS, COLUMNS, 2), np.uint8)
    pixels[0, :, :, 0] = disc
    pixels[1, :, :, 0] = disc & (x > 12)
    pixels[2, :, :, 1] = (x * 7 + y * 3) % 11 == 0
    return pixels


def main(folder):
    images = phantom()
    pneumonia, mass = Code("233604007", "SCT", "Pneumonia"), Code("4147007", "SCT", "Mass")
    device = dict(manufacturer="Example", manufacturer_model_name="Example", software_versions="1",
                  device_serial_number="1")

    def segment(number, finding):
        return hd.seg.SegmentDescription(
            segment_number=number, segment_label=finding.meaning,
            segmented_property_category=codes.SCT.MorphologicallyAbnormalStructure,
            segmented_property_type=finding, algorithm_type="MANUAL",
            tracking_uid=f"{ROOT}.8.{number}", tracking_id=f"lesion-of-J-Doe-{number}")

    seg = hd.seg.Segmentation(
        source_images=images, pixel_array=masks(), segmentation_type="BINARY",
        segment_descriptions=[segment(1, pneumonia), segment(2, mass)], series_instance_uid=ROOT + ".2",
        series_number=2, sop_instance_uid=ROOT + ".2.1", instance_number=1, **device)

    def tracking(number):
        return sr.TrackingIdentifier(uid=f"{ROOT}.7.{number}", identifier=f"lesion-of-J-Doe-{number}")

    def region(image, points):
        return sr.ImageRegion("POLYLINE", np.array(points, float), sr.SourceImageForRegion.from_source_image(image))

    box = [[2.5, 3.5], [12.5, 3.5], [12.5, 9.25], [2.5, 9.25], [2.5, 3.5]]
    outline = [[1, 1], [20, 2], [9.5, 22], [1, 1]]
    groups = [
        sr.PlanarROIMeasurementsAndQualitativeEvaluations(
            tracking_identifier=tracking(1), finding_type=mass, referenced_region=region(images[0], box),
            geometric_purpose=Code("75958009", "SCT", "Bounded by")),
        sr.PlanarROIMeasurementsAndQualitativeEvaluations(
            tracking_identifier=tracking(2), finding_type=pneumonia, referenced_region=region(images[1], outline),
            measurements=[sr.Measurement(name=codes.SCT.Area, value=40.0, unit=codes.UCUM.SquareMillimeter)]),
        sr.PlanarROIMeasurementsAndQualitativeEvaluations(
            tracking_identifier=tracking(3), finding_type=Code("RID28493", "RADLEX", "atelectasis"),
            referenced_region=region(images[1], outline)),
        sr.PlanarROIMeasurementsAndQualitativeEvaluations(
            tracking_identifier=tracking(4), finding_type=mass,
            referenced_region=sr.ImageRegion("CIRCLE", np.array([[9.0, 9.0], [9.0, 12.0]]),
                                             sr.SourceImageForRegion.from_source_image(images[0]))),
        sr.PlanarROIMeasurementsAndQualitativeEvaluations(
            tracking_identifier=tracking(5), finding_type=mass,
            referenced_segment=sr.ReferencedSegmentationFrame.from_segmentation(seg, segment_number=2)),
        sr.VolumetricROIMeasurementsAndQualitativeEvaluations(
            tracking_identifier=tracking(6), finding_type=pneumonia,
            referenced_segment=sr.ReferencedSegment.from_segmentation(seg, segment_number=1),
            measurements=[sr.Measurement(name=codes.SCT.Volume, value=200.0, unit=codes.UCUM.CubicMillimeter)],
            qualitative_evaluations=[sr.QualitativeEvaluation(pneumonia, Code("52101004", "SCT", "Present"))]),
        sr.MeasurementsAndQualitativeEvaluations(
            tracking_identifier=tracking(7), finding_type=mass,
            source_images=[sr.SourceImageForMeasurementGroup.from_source_image(images[2])],
            qualitative_evaluations=[sr.QualitativeEvaluation(mass, Code("2667000", "SCT", "Absent")),
                                     sr.QualitativeEvaluation(pneumonia, Code("255509001", "SCT", "Large"))]),
    ]
    report = sr.MeasurementReport(
        observation_context=sr.ObservationContext(observer_person_context=sr.ObserverContext(
            observer_type=codes.DCM.Person,
            observer_identifying_attributes=sr.PersonObserverIdentifyingAttributes(name="Doe^Jane"))),
        procedure_reported=Code("363679005", "SCT", "Imaging"), imaging_measurements=groups, referenced_images=images)
    document = sr.Comprehensive3DSR(
        evidence=images + [seg], content=report, series_number=3, series_instance_uid=ROOT + ".3",
        sop_instance_uid=ROOT + ".3.1", instance_number=1, manufacturer="Example", is_complete=True)
    for made in (seg, document):
        for keyword in ("ContentDate", "SeriesDate", "InstanceCreationDate"):
            if keyword in made:
                setattr(made, keyword, "20200102")
        for keyword in ("ContentTime", "SeriesTime", "InstanceCreationTime"):
            if keyword in made:
                setattr(made, keyword, "101112")
    seg.save_as(Path(folder, "highdicom-seg.dcm"))
    document.save_as(Path(folder, "highdicom-sr.dcm"))


if __name__ == "__main__":
    main(sys.argv[1])
