package isocenter.annotate.exchange;

import isocenter.annotate.reading.CommittedReading;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomWriter;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * The modules that all objects made of a reading share: patient and study as the kept, de-identified image has them,
 * equipment, times of the commit in UTC. Only named attributes are copied; nothing that somebody may have typed.
 */
final class CommonModules {
    static final String MANUFACTURER = "Isocenter";
    static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss").withZone(ZoneOffset.UTC);

    /** Attributes of type 2: present, if empty. */
    private static final List<String> ALWAYS = List.of(
            "PatientName",
            "PatientID",
            "PatientBirthDate",
            "PatientSex",
            "StudyDate",
            "StudyTime",
            "AccessionNumber",
            "ReferringPhysicianName",
            "StudyID");

    private static final List<String> WHERE_PRESENT =
            List.of("PatientIdentityRemoved", "DeidentificationMethod", "LongitudinalTemporalInformationModified");

    /** An Age String (PS3.5 section 6.2); scanners write others, too. */
    private static final String AGE = "\\d{3}[DWMY]";

    private CommonModules() {}

    /** The version of this build. */
    static String version() {
        String version = CommonModules.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /**
     * A new object of a reading.
     *
     * @param sopClass its SOP Class UID
     * @param instance its SOP Instance UID
     */
    static Attributes object(SourceStudy study, CommittedReading reading, String sopClass, String instance) {
        DataSet header = study.header();
        Attributes made = new Attributes()
                .text("SpecificCharacterSet", "ISO_IR 192")
                .text("InstanceCreationDate", DATE.format(reading.committed()))
                .text("InstanceCreationTime", TIME.format(reading.committed()))
                .text("SOPClassUID", sopClass)
                .text("SOPInstanceUID", instance)
                .text("StudyInstanceUID", study.uid());
        for (String keyword : ALWAYS) {
            made.text(keyword, header.texts(Attributes.tag(keyword)).toArray(String[]::new));
        }
        for (String keyword : WHERE_PRESENT) {
            if (header.hasValue(Attributes.tag(keyword))) {
                made.text(keyword, header.texts(Attributes.tag(keyword)).toArray(String[]::new));
            }
        }
        header.text(Tags.PATIENT_AGE).filter(age -> age.matches(AGE)).ifPresent(age -> made.text("PatientAge", age));
        int methods = Attributes.tag("DeidentificationMethodCodeSequence");
        if (header.hasValue(methods)) {
            made.element(Element.sequence(
                    methods, header.items(methods).stream().map(DataSet::copy).toList()));
        }
        return made.item("CodingSchemeIdentificationSequence", FindingCodes.scheme())
                .text("Manufacturer", MANUFACTURER)
                .text("ManufacturerModelName", MANUFACTURER)
                .text("DeviceSerialNumber", DicomWriter.IMPLEMENTATION_VERSION_NAME)
                .text("SoftwareVersions", version())
                .text("ContentDate", DATE.format(reading.committed()))
                .text("ContentTime", TIME.format(reading.committed()))
                .text("InstanceNumber", Integer.toString(reading.version()));
    }

    /** A user's name as a person name has it. */
    static String personName(String user) {
        return user.replaceAll("[\\\\^=]", " ");
    }

    /** An item of a sequence of references. */
    static Attributes reference(String sopClass, String instance) {
        return new Attributes().text("ReferencedSOPClassUID", sopClass).text("ReferencedSOPInstanceUID", instance);
    }
}
