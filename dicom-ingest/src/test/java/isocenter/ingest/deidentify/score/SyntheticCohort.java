package isocenter.ingest.deidentify.score;

import isocenter.ingest.deidentify.score.Check.Action;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Fourteen invented patients, three studies each, of the image kinds that MIDI-B had and some more. What has to become of
 * each value is written here beside it, after Table E.1-1 of PS3.15 with the options of the profile {@code research} and
 * after the challenge's rule that everything else stays.
 */
final class SyntheticCohort {
    private static final String[] MODALITIES = {"CR", "DX", "MG", "CT", "MR", "PT", "US", "NM", "XA"};
    private static final String[] PHYSICIANS = {
        "Ravensworth^Clementine", "Abernathy^Dr Tobias", "Thistlewood^Marigold", "Featherstonehaugh^Basil"
    };

    private final Random random = new Random(20_261_122);
    private final List<SyntheticObject> objects = new ArrayList<>();
    private int serial;

    private SyntheticCohort() {}

    static List<SyntheticObject> make() {
        SyntheticCohort cohort = new SyntheticCohort();
        List<Person> people = Person.all(cohort.random);
        for (int i = 0; i < people.size(); i++) {
            LocalDate date = LocalDate.of(2014 + i % 8, 1 + i % 12, 1 + i);
            for (int study = 0; study < 3; study++) {
                String modality = MODALITIES[(3 * i + study) % MODALITIES.length];
                cohort.study(people.get(i), modality, date.plusDays(97L * study));
            }
        }
        cohort.objects.addAll(SpecialObjects.make(people));
        return cohort.objects;
    }

    private void study(Person person, String modality, LocalDate date) {
        String study = uid();
        String series = uid();
        String frame = uid();
        String first = uid();
        for (int image = 0; image < 2; image++) {
            String instance = image == 0 ? first : uid();
            SyntheticObject object = new SyntheticObject("%s-%03d".formatted(modality, ++serial), person);
            patient(object, date);
            study(object, modality, study, date);
            series(object, modality, series, date);
            equipment(object);
            image(object, modality, instance, frame, date, image);
            if (image == 1) {
                reference(object, "ReferencedImageSequence", first);
                reference(object, "SourceImageSequence", first);
            }
            ModalityAttributes.add(object, modality, date);
            PixelContent.add(object, modality, random, serial);
            object.check(Action.BYTES_CLEAN, "");
            objects.add(object);
        }
    }

    private String uid() {
        return "1.2.840.113619.2." + (100 + random.nextInt(899)) + "." + (10_000_000 + random.nextInt(89_999_999)) + "."
                + (1 + objects.size()) + random.nextInt(99_999);
    }

    private void patient(SyntheticObject object, LocalDate date) {
        Person person = object.person;
        int age = person.birth().until(date).getYears();
        object.emptied("PatientName", person.pn())
                .removed("IssuerOfPatientID", person.issuer())
                .emptied("PatientBirthDate", SyntheticObject.da(person.birth()))
                .removed("PatientBirthTime", "041122")
                .kept("PatientSex", person.sex())
                .removed("OtherPatientIDs", "X-" + person.mrn() + "-7")
                .removed("OtherPatientNames", person.family() + "^" + person.given() + "^^^Former")
                .removed("PatientBirthName", "Hollingberry^" + person.given())
                .removed("PatientMotherBirthName", "Cattermole^Winifred")
                .removed("PatientAddress", person.street() + ", " + person.town())
                .removed("PatientTelephoneNumbers", person.phone())
                .removed("MilitaryRank", "Lieutenant Commander")
                .removed("CountryOfResidence", "Ruritania")
                .removed("RegionOfResidence", "Strelsau")
                .removed("Occupation", "Lighthouse keeper")
                .removed("PatientReligiousPreference", "Pastafarian")
                .removed("MedicalRecordLocator", "Basement shelf " + person.mrn())
                .removed("ResponsiblePerson", "Cattermole^Barnaby")
                .removed("InsurancePlanIdentification", "PLAN-" + person.mrn())
                .kept("PatientSize", "1.71")
                .kept("PatientWeight", "68.5")
                .kept("EthnicGroup", "Hispanic")
                .kept("SmokingStatus", "NO")
                .keptNumbers("PregnancyStatus", 4)
                .described("PatientComments", "follow up scan", Phrases.secret(serial, person, date, physician(0)))
                .described(
                        "AdditionalPatientHistory",
                        "chest pain",
                        Phrases.secret(serial + 3, person, date, physician(1)))
                .removedItem("OtherPatientIDsSequence", "PatientID", "OLD" + person.mrn())
                .removedItem("ReferencedPatientSequence", "ReferencedSOPInstanceUID", uid());
        object.dataSet.putText(Tags.PATIENT_ID, person.mrn());
        object.secret(person.mrn());
        object.check(Action.PATID_CONSISTENT, person.mrn(), "PatientID");
        object.dataSet.putText(Tags.PATIENT_AGE, "%03dY".formatted(age));
        if (age < 90) {
            object.check(Action.TEXT_RETAINED, "%03dY".formatted(age), "PatientAge");
        } else {
            object.check(Action.TEXT_NOTNULL, "", "PatientAge");
            if (age > 90) {
                object.check(Action.TEXT_REMOVED, "%03dY".formatted(age), "PatientAge");
            }
        }
    }

    private void study(SyntheticObject object, String modality, String study, LocalDate date) {
        Person person = object.person;
        String[] phrases = Phrases.of(modality);
        object.uid("StudyInstanceUID", study)
                .dated("StudyDate", SyntheticObject.da(date))
                .kept("StudyTime", "081530.120000")
                .emptied("AccessionNumber", "ACC" + (7_000_000 + serial))
                .emptied("StudyID", "ST-" + (40_000 + serial))
                .emptied("ReferringPhysicianName", physician(0))
                .removed("ReferringPhysicianAddress", "7 Foxglove Terrace, Strelsau")
                .removed("ReferringPhysicianTelephoneNumbers", "501 555 0188")
                .removed("ConsultingPhysicianName", physician(2))
                .removed("PhysiciansOfRecord", physician(1))
                .removed("NameOfPhysiciansReadingStudy", physician(3))
                .removed("RequestingPhysician", physician(2))
                .removed("AdmissionID", "ADM" + person.mrn())
                .removed("CurrentPatientLocation", "Ward Buttercup bed 12")
                .removed("PatientInstitutionResidence", "Old Oak Nursing Home")
                .described(
                        "StudyDescription",
                        phrases[serial % phrases.length],
                        Phrases.secret(serial, person, date, physician(0)))
                .described(
                        "AdmittingDiagnosesDescription",
                        "lung nodule",
                        Phrases.secret(serial + 7, person, date, physician(1)))
                .described(
                        "RequestedProcedureDescription",
                        phrases[0],
                        Phrases.secret(serial + 5, person, date, physician(2)))
                .described("ReasonForStudy", "cough", Phrases.secret(serial + 9, person, date, physician(3)))
                .replaced("ClinicalTrialSponsorName", "Grindelwald Pharma Trust")
                .replaced("ClinicalTrialProtocolID", "PROT-" + person.mrn())
                .replaced("ClinicalTrialSubjectID", "SUBJ-" + person.mrn())
                .emptied("ClinicalTrialSiteName", "Old Oak Teaching Hospital");
        DataSet request = new DataSet()
                .putText(SyntheticObject.tag("RequestedProcedureID"), "RP" + person.mrn())
                .putText(
                        SyntheticObject.tag("ScheduledProcedureStepDescription"),
                        phrases[0] + " for " + person.spoken())
                .putText(SyntheticObject.tag("ScheduledProcedureStepID"), "SPS" + person.mrn());
        object.dataSet.put(Element.sequence(Tags.REQUEST_ATTRIBUTES_SEQUENCE, List.of(request)));
        object.secret("RP" + person.mrn()).secret("SPS" + person.mrn());
        object.check(Action.TEXT_REMOVED, "RP" + person.mrn(), "RequestAttributesSequence", "RequestedProcedureID");
        object.check(
                Action.TEXT_REMOVED,
                "for " + person.spoken(),
                "RequestAttributesSequence",
                "ScheduledProcedureStepDescription");
    }

    private void series(SyntheticObject object, String modality, String series, LocalDate date) {
        Person person = object.person;
        String[] phrases = Phrases.of(modality);
        object.uid("SeriesInstanceUID", series)
                .kept("Modality", modality)
                .kept("SeriesNumber", "4")
                .dated("SeriesDate", SyntheticObject.da(date))
                .kept("SeriesTime", "081545")
                .described(
                        "SeriesDescription",
                        phrases[(serial + 1) % phrases.length],
                        serial % 3 == 0 ? Phrases.secret(serial + 1, person, date, physician(1)) : "")
                .described(
                        "ProtocolName",
                        phrases[(serial + 2) % phrases.length],
                        serial % 4 == 0 ? Phrases.secret(serial + 2, person, date, physician(2)) : "")
                .removed("PerformingPhysicianName", physician(3))
                .removed("OperatorsName", "Pettigrew^Horatio\\Sprocket^Nell")
                .dated("PerformedProcedureStepStartDate", SyntheticObject.da(date))
                .described(
                        "PerformedProcedureStepDescription",
                        phrases[0],
                        Phrases.secret(serial + 11, person, date, physician(0)))
                .removed("PerformedProcedureStepID", "PPS" + person.mrn())
                .removed("PerformedStationName", "OAKSCANNER3")
                .removed("PerformedStationAETitle", "OAKAE3")
                .removed("PerformedLocation", "Ward Buttercup");
    }

    private void equipment(SyntheticObject object) {
        object.kept("Manufacturer", "GE MEDICAL SYSTEMS")
                .kept("ManufacturerModelName", "LightSpeed Ultra 16")
                .kept("SoftwareVersions", "07MW11.10")
                .removed("InstitutionName", "Old Oak General Hospital")
                .removed("InstitutionAddress", "1 Acorn Avenue, Strelsau")
                .removed("InstitutionalDepartmentName", "Buttercup Radiology")
                .removed("StationName", "OAKSTATION1")
                .removed("DeviceSerialNumber", "SN-OAK-77123")
                .privateBlock(0x0009, "GEMS_IDEN_01", "Old Oak " + object.person.spoken())
                .privateBlock(0x0029, "SIEMENS CSA HEADER", object.person.mrn() + " " + object.person.family());
    }

    private void image(
            SyntheticObject object, String modality, String instance, String frame, LocalDate date, int image) {
        object.uid("SOPInstanceUID", instance)
                .kept("SOPClassUID", PixelContent.sopClass(modality))
                .kept("InstanceNumber", "" + (image + 1))
                .dated("ContentDate", SyntheticObject.da(date))
                .kept("ContentTime", "081600")
                .dated("AcquisitionDate", SyntheticObject.da(date.plusDays(image)))
                .kept("AcquisitionTime", "081559.5")
                .dated("InstanceCreationDate", SyntheticObject.da(date))
                .kept("InstanceCreationTime", "082000")
                .dated("AcquisitionDateTime", SyntheticObject.da(date) + "081559.500000-0600")
                .uid("FrameOfReferenceUID", frame)
                .described(
                        "ImageComments",
                        "motion artifact",
                        Phrases.secret(serial + 4, object.person, date, physician(2)))
                .described("DerivationDescription", "multiplanar reformat", "");
    }

    private void reference(SyntheticObject object, String sequence, String instance) {
        DataSet item = new DataSet()
                .putText(
                        Tags.REFERENCED_SOP_CLASS_UID,
                        object.dataSet.text(Tags.SOP_CLASS_UID).orElseThrow())
                .putText(Tags.REFERENCED_SOP_INSTANCE_UID, instance);
        object.dataSet.put(Element.sequence(SyntheticObject.tag(sequence), List.of(item)));
        object.secrets.add(instance);
        object.check(Action.UID_CHANGED, instance, sequence, "ReferencedSOPInstanceUID");
        object.check(Action.UID_CONSISTENT, instance, sequence, "ReferencedSOPInstanceUID");
        object.check(
                Action.TEXT_RETAINED,
                item.text(Tags.REFERENCED_SOP_CLASS_UID).orElseThrow(),
                sequence,
                "ReferencedSOPClassUID");
    }

    private String physician(int offset) {
        return PHYSICIANS[(serial + offset) % PHYSICIANS.length];
    }
}
