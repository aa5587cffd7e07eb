package isocenter.ingest.deidentify.score;

import isocenter.ingest.deidentify.score.Check.Action;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import java.time.LocalDate;
import java.util.List;

/** What each kind of image says of its technique: all of it has to stay; and the places for identity that only it has. */
final class ModalityAttributes {
    private ModalityAttributes() {}

    static void add(SyntheticObject object, String modality, LocalDate date) {
        switch (modality) {
            case "CT" -> ct(object, date);
            case "MR" -> mr(object);
            case "PT", "NM" -> nuclear(object, date);
            case "US" -> ultrasound(object);
            case "XA" -> angiography(object);
            default -> radiograph(object, modality);
        }
        code(object, "AnatomicRegionSequence", "T-D3000", "SRT", "Chest");
        code(object, "ProcedureCodeSequence", "RAD17", "99OAK", "CT THORAX WITH CONTRAST");
        DataSet planted = new DataSet()
                .putText(Tags.CODE_VALUE, "RAD99")
                .putText(Tags.CODING_SCHEME_DESIGNATOR, "99OAK")
                .putText(Tags.CODE_MEANING, "Biopsy for " + object.person.spoken());
        object.dataSet.put(Element.sequence(SyntheticObject.tag("PerformedProtocolCodeSequence"), List.of(planted)));
        object.check(
                Action.TEXT_REMOVED, "for " + object.person.spoken(), "PerformedProtocolCodeSequence", "CodeMeaning");
        object.check(Action.TEXT_NOTNULL, "", "PerformedProtocolCodeSequence", "CodeMeaning");
    }

    private static void ct(SyntheticObject object, LocalDate date) {
        object.kept("ImageType", "ORIGINAL", "PRIMARY", "AXIAL")
                .kept("BodyPartExamined", "CHEST")
                .kept("ScanOptions", "HELICAL MODE")
                .kept("SliceThickness", "1.250000")
                .kept("KVP", "120")
                .kept("DataCollectionDiameter", "500.0")
                .kept("ReconstructionDiameter", "360.0")
                .kept("DistanceSourceToDetector", "949.075")
                .kept("GantryDetectorTilt", "0.0")
                .kept("TableHeight", "151.2")
                .kept("RotationDirection", "CW")
                .kept("ExposureTime", "500")
                .kept("XRayTubeCurrent", "320")
                .kept("FilterType", "BODY FILTER")
                .kept("ConvolutionKernel", "BONEPLUS")
                .kept("PatientPosition", "FFS")
                .kept("ImagePositionPatient", "-180", "-180", "-24.5")
                .kept("ImageOrientationPatient", "1", "0", "0", "0", "1", "0")
                .kept("SliceLocation", "-24.5")
                .kept("RescaleIntercept", "-1024")
                .kept("RescaleSlope", "1")
                .kept("RescaleType", "HU")
                .kept("WindowCenter", "40")
                .kept("WindowWidth", "400")
                .kept("WindowCenterWidthExplanation", "MEDIASTINUM")
                .described("ContrastBolusAgent", "IV", "")
                .kept("ContrastBolusRoute", "Oral")
                .dated("DateOfLastCalibration", SyntheticObject.da(date.minusDays(3)))
                .kept("PositionReferenceIndicator", "SN")
                .uid("IrradiationEventUID", "1.3.12.2.1107.5.1.4.50714.3000" + object.name.hashCode() % 99999);
        object.keptNumbers("SpiralPitchFactor");
        object.dataSet.put(
                Element.reals(SyntheticObject.tag("SpiralPitchFactor"), isocenter.ingest.dicom.Vr.FD, 1.375));
    }

    private static void mr(SyntheticObject object) {
        object.kept("ImageType", "ORIGINAL", "PRIMARY", "OTHER")
                .kept("BodyPartExamined", "BRAIN")
                .kept("ScanningSequence", "SE")
                .kept("SequenceVariant", "SK")
                .kept("MRAcquisitionType", "2D")
                .kept("SequenceName", "*tse2d1_15")
                .kept("AngioFlag", "N")
                .kept("RepetitionTime", "4000")
                .kept("EchoTime", "102")
                .kept("InversionTime", "0")
                .kept("NumberOfAverages", "2")
                .kept("ImagingFrequency", "63.865")
                .kept("ImagedNucleus", "1H")
                .kept("MagneticFieldStrength", "1.5")
                .kept("SpacingBetweenSlices", "6.0")
                .kept("EchoTrainLength", "15")
                .kept("PercentSampling", "100")
                .kept("PixelBandwidth", "130")
                .kept("ReceiveCoilName", "HEADNECK")
                .kept("TransmitCoilName", "Body")
                .kept("InPlanePhaseEncodingDirection", "ROW")
                .kept("FlipAngle", "150")
                .kept("SAR", "0.12")
                .kept("PatientPosition", "HFS")
                .kept("Laterality", "R");
    }

    private static void nuclear(SyntheticObject object, LocalDate date) {
        object.kept("ImageType", "ORIGINAL", "PRIMARY")
                .kept("BodyPartExamined", "WHOLEBODY")
                .kept("Units", "BQML")
                .kept("CountsSource", "EMISSION")
                .kept("CorrectedImage", "DECY", "ATTN", "SCAT")
                .kept("DecayCorrection", "START")
                .kept("AttenuationCorrectionMethod", "CTAC measured")
                .kept("ReconstructionMethod", "OSEM 2i24s")
                .kept("ScatterCorrectionMethod", "Model-based")
                .kept("RandomsCorrectionMethod", "DLYD")
                .kept("FrameReferenceTime", "900000")
                .kept("ActualFrameDuration", "180000");
        DataSet drug = new DataSet()
                .putText(SyntheticObject.tag("Radiopharmaceutical"), "Fluorodeoxyglucose")
                .putText(SyntheticObject.tag("RadiopharmaceuticalStartTime"), "071500")
                .putText(SyntheticObject.tag("RadiopharmaceuticalStartDateTime"), SyntheticObject.da(date) + "071500")
                .putText(SyntheticObject.tag("RadionuclideTotalDose"), "370000000")
                .putText(SyntheticObject.tag("RadionuclideHalfLife"), "6586.2");
        String sequence = "RadiopharmaceuticalInformationSequence";
        object.dataSet.put(Element.sequence(SyntheticObject.tag(sequence), List.of(drug)));
        object.check(Action.TEXT_RETAINED, "Fluorodeoxyglucose", sequence, "Radiopharmaceutical")
                .check(Action.TEXT_RETAINED, "370000000", sequence, "RadionuclideTotalDose")
                .check(Action.TEXT_RETAINED, "6586.2", sequence, "RadionuclideHalfLife")
                .check(
                        Action.DATE_SHIFTED,
                        SyntheticObject.da(date) + "071500",
                        sequence,
                        "RadiopharmaceuticalStartDateTime");
    }

    private static void ultrasound(SyntheticObject object) {
        object.kept("ImageType", "ORIGINAL", "PRIMARY", "ABDOMINAL")
                .kept("BodyPartExamined", "ABDOMEN")
                .kept("TransducerData", "C5-1")
                .kept("ProcessingFunction", "Abd Gen")
                .kept("MechanicalIndex", "1.2");
    }

    private static void angiography(SyntheticObject object) {
        object.kept("ImageType", "ORIGINAL", "PRIMARY", "SINGLE PLANE")
                .kept("BodyPartExamined", "HEART")
                .kept("PositionerPrimaryAngle", "-29.8")
                .kept("PositionerSecondaryAngle", "0.3")
                .kept("RadiationSetting", "GR")
                .kept("IntensifierSize", "220")
                .kept("PatientOrientation", "L", "F");
    }

    private static void radiograph(SyntheticObject object, String modality) {
        object.kept("ImageType", "ORIGINAL", "PRIMARY")
                .kept("BodyPartExamined", modality.equals("MG") ? "BREAST" : "CHEST")
                .kept("ViewPosition", modality.equals("MG") ? "MLO" : "PA")
                .kept("ImageLaterality", "L")
                .kept("PatientOrientation", "L", "F")
                .kept("DistanceSourceToPatient", "1800")
                .kept("ExposureIndex", "405")
                .kept("Grid", "FOCUSED")
                .kept("ImagerPixelSpacing", "0.143", "0.143")
                .kept("DetectorType", "SCINTILLATOR")
                .removed("DetectorID", "OAKDET-5519")
                .removed("PlateID", "OAKPLATE-311")
                .removed("CassetteID", "OAKCASS-90");
        code(object, "ViewCodeSequence", "R-10214", "SRT", "postero-anterior");
    }

    private static void code(SyntheticObject object, String sequence, String value, String scheme, String meaning) {
        DataSet item = new DataSet()
                .putText(Tags.CODE_VALUE, value)
                .putText(Tags.CODING_SCHEME_DESIGNATOR, scheme)
                .putText(Tags.CODE_MEANING, meaning);
        object.dataSet.put(Element.sequence(SyntheticObject.tag(sequence), List.of(item)));
        object.check(Action.TEXT_RETAINED, value, sequence, "CodeValue")
                .check(Action.TEXT_RETAINED, meaning, sequence, "CodeMeaning");
    }
}
