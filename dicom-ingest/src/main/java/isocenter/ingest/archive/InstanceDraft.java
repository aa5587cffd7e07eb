package isocenter.ingest.archive;

import isocenter.ingest.deidentify.Deidentification.Deidentified;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.pixel.Frames;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fills a catalogue row from what may be kept of an object; nothing here sees the original. */
final class InstanceDraft {
    private static final int CODE = 16;
    private static final int NAME = 64;

    private InstanceDraft() {}

    static Instance of(Deidentified kept, Frames pixels, String pixelSha256, StagedFile file) {
        DataSet dataSet = kept.object().dataSet();
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
        row.bitsStored = dataSet.integer(Tags.BITS_STORED)
                .orElseGet(() -> dataSet.integer(Tags.BITS_ALLOCATED).orElse(1));
        row.photometric = code(dataSet, Tags.PHOTOMETRIC_INTERPRETATION).orElse("MONOCHROME2");
        row.transferSyntax = kept.object().syntax().uid();
        row.sha256 = file.sha256();
        row.pixelSha256 = pixelSha256;
        row.path = ObjectStore.pathOf(file.sha256());
        row.sizeBytes = file.sizeBytes();
        return row;
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
