package isocenter.ingest.archive;

import isocenter.ingest.burnedin.Inspection;
import isocenter.ingest.deidentify.Deidentification.Deidentified;
import isocenter.ingest.deidentify.Originals;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.pixel.Frames;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue rows of one object, made of what may be kept of it; nothing here sees the original.
 *
 * @param study used when the catalogue does not have it yet, as is {@code series}
 */
record Drafts(Instance instance, Study study, Series series) {
    private static final int CODE = 16;
    private static final int NAME = 64;

    static Drafts of(Deidentified kept, Frames pixels, String pixelSha256, StagedFile file) {
        DataSet dataSet = kept.object().dataSet();
        Instance instance = instance(kept, dataSet, pixels, pixelSha256, file);
        return new Drafts(instance, study(kept, dataSet), series(instance, dataSet));
    }

    /** Of an object that was de-identified earlier; what it does not say itself is given. */
    static Drafts ofStored(
            DicomObject object, @Nullable String site, Frames pixels, String pixelSha256, StagedFile file) {
        DataSet dataSet = object.dataSet();
        Integer age = dataSet.text(Tags.PATIENT_AGE)
                .filter(text -> text.matches("\\d{3}Y"))
                .map(text -> Integer.valueOf(text.substring(0, 3)))
                .orElse(null);
        Deidentified kept = new Deidentified(
                object,
                dataSet.text(Tags.PATIENT_ID).orElseThrow(),
                dataSet.text(Tags.STUDY_INSTANCE_UID).orElseThrow(),
                dataSet.text(Tags.SERIES_INSTANCE_UID).orElseThrow(),
                dataSet.text(Tags.SOP_INSTANCE_UID).orElseThrow(),
                site,
                dataSet.text(Tags.PATIENT_SEX).orElse(null),
                age,
                Inspection.CLEAN,
                new Originals("", "", "", "", ""));
        return of(kept, pixels, pixelSha256, file);
    }

    private static Study study(Deidentified kept, DataSet dataSet) {
        Study row = new Study(kept.study(), kept.patient());
        row.date = date(dataSet, Tags.STUDY_DATE);
        row.time = time(dataSet, Tags.STUDY_TIME);
        row.studyId = name(dataSet, Tags.STUDY_ID);
        row.accession = name(dataSet, Tags.ACCESSION_NUMBER);
        row.description = name(dataSet, Tags.STUDY_DESCRIPTION);
        return row;
    }

    private static Series series(Instance instance, DataSet dataSet) {
        Series row = new Series(instance.series, instance.study, instance.modality);
        row.number = number(dataSet, Tags.SERIES_NUMBER);
        row.description = name(dataSet, Tags.SERIES_DESCRIPTION);
        row.date = date(dataSet, Tags.SERIES_DATE);
        row.time = time(dataSet, Tags.SERIES_TIME);
        row.bodyPart = instance.bodyPart;
        row.laterality = instance.laterality;
        row.manufacturer = instance.manufacturer;
        row.model = instance.model;
        return row;
    }

    private static Instance instance(
            Deidentified kept, DataSet dataSet, Frames pixels, String pixelSha256, StagedFile file) {
        Instance row = new Instance(kept.instance());
        row.patient = kept.patient();
        row.study = kept.study();
        row.series = kept.series();
        row.sopClass = dataSet.text(Tags.SOP_CLASS_UID).orElseThrow();
        row.modality = code(dataSet, Tags.MODALITY).orElse("OT");
        row.bodyPart = code(dataSet, Tags.BODY_PART_EXAMINED).orElse(null);
        row.viewPosition = code(dataSet, Tags.VIEW_POSITION).orElse(null);
        row.laterality = laterality(dataSet);
        row.manufacturer = name(dataSet, Tags.MANUFACTURER);
        row.model = name(dataSet, Tags.MANUFACTURER_MODEL_NAME);
        row.site = kept.site();
        row.sex = kept.sex();
        row.age = kept.age();
        row.rows = pixels.rows();
        row.columns = pixels.columns();
        row.frames = pixels.count();
        row.samples = pixels.samples();
        row.number = number(dataSet, Tags.INSTANCE_NUMBER);
        row.bitsAllocated = number(dataSet, Tags.BITS_ALLOCATED);
        row.bitsStored = dataSet.integer(Tags.BITS_STORED)
                .orElseGet(() -> dataSet.integer(Tags.BITS_ALLOCATED).orElse(1));
        row.photometric = code(dataSet, Tags.PHOTOMETRIC_INTERPRETATION).orElse("MONOCHROME2");
        row.transferSyntax = kept.object().syntax().uid();
        row.sha256 = file.sha256();
        row.pixelSha256 = pixelSha256;
        row.path = KeptFiles.pathOf(file.sha256());
        row.sizeBytes = file.sizeBytes();
        return row;
    }

    private static @Nullable Integer number(DataSet dataSet, int tag) {
        OptionalInt number = dataSet.integer(tag);
        return number.isPresent() ? (Integer) number.getAsInt() : null;
    }

    private static @Nullable String date(DataSet dataSet, int tag) {
        return dataSet.text(tag).filter(text -> text.matches("\\d{8}")).orElse(null);
    }

    private static @Nullable String time(DataSet dataSet, int tag) {
        return dataSet.text(tag)
                .filter(text -> text.matches("\\d{2,6}(\\.\\d{1,6})?"))
                .orElse(null);
    }

    private static Optional<String> code(DataSet dataSet, int tag) {
        return dataSet.text(tag)
                .map(text -> text.strip().toUpperCase(Locale.ROOT))
                .filter(text -> !text.isEmpty() && text.length() <= CODE);
    }

    private static @Nullable String laterality(DataSet dataSet) {
        return code(dataSet, Tags.IMAGE_LATERALITY)
                .or(() -> code(dataSet, Tags.LATERALITY))
                .filter(text -> text.matches("[LRUB]"))
                .orElse(null);
    }

    /** Control characters, NUL among them, are not fit for a database's text. */
    private static @Nullable String name(DataSet dataSet, int tag) {
        return dataSet.text(tag)
                .map(text -> text.replaceAll("\\p{Cntrl}", " ").strip())
                .filter(text -> !text.isEmpty())
                .map(text -> text.length() <= NAME ? text : text.substring(0, NAME))
                .orElse(null);
    }
}
