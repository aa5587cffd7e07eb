package isocenter.ingest.catalogue;

import isocenter.ingest.dicom.DataDictionary;
import isocenter.ingest.dicom.Tags;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An attribute that the catalogue knows. The constants are PS3.6 keywords in upper case; {@code level} is the highest
 * level of query that can match and return it. Every value is one of the de-identified object.
 */
public enum Attribute {
    STUDY_INSTANCE_UID(Tags.STUDY_INSTANCE_UID, Level.STUDY, "st.id", Matching.UID, true),
    STUDY_DATE(Tags.STUDY_DATE, Level.STUDY, "st.study_date", Matching.DATE, true),
    STUDY_TIME(Tags.STUDY_TIME, Level.STUDY, "st.study_time", Matching.TIME, true),
    ACCESSION_NUMBER(Tags.ACCESSION_NUMBER, Level.STUDY, "st.accession", Matching.TEXT, true),
    MODALITIES_IN_STUDY(0x00080061, Level.STUDY, "counts.modalities", Matching.MODALITY_OF_STUDY, true),
    REFERRING_PHYSICIAN_NAME(Tags.REFERRING_PHYSICIAN_NAME, Level.STUDY, "null::text", Matching.TEXT, true),
    STUDY_DESCRIPTION(Tags.STUDY_DESCRIPTION, Level.STUDY, "st.description", Matching.TEXT, true),
    PATIENT_NAME(Tags.PATIENT_NAME, Level.STUDY, "st.patient", Matching.TEXT, true),
    PATIENT_ID(Tags.PATIENT_ID, Level.STUDY, "st.patient", Matching.TEXT, true),
    PATIENT_BIRTH_DATE(Tags.PATIENT_BIRTH_DATE, Level.STUDY, "null::text", Matching.DATE, true),
    PATIENT_SEX(Tags.PATIENT_SEX, Level.STUDY, "pt.sex", Matching.CODE, true),
    STUDY_ID(Tags.STUDY_ID, Level.STUDY, "st.study_id", Matching.TEXT, true),
    NUMBER_OF_STUDY_RELATED_SERIES(0x00201206, Level.STUDY, "counts.series", Matching.NONE, true),
    NUMBER_OF_STUDY_RELATED_INSTANCES(0x00201208, Level.STUDY, "counts.instances", Matching.NONE, true),

    MODALITY(Tags.MODALITY, Level.SERIES, "se.modality", Matching.CODE, true),
    SERIES_INSTANCE_UID(Tags.SERIES_INSTANCE_UID, Level.SERIES, "se.id", Matching.UID, true),
    SERIES_NUMBER(Tags.SERIES_NUMBER, Level.SERIES, "se.number", Matching.NUMBER, true),
    SERIES_DATE(Tags.SERIES_DATE, Level.SERIES, "se.series_date", Matching.DATE, true),
    SERIES_TIME(Tags.SERIES_TIME, Level.SERIES, "se.series_time", Matching.TIME, true),
    SERIES_DESCRIPTION(Tags.SERIES_DESCRIPTION, Level.SERIES, "se.description", Matching.TEXT, true),
    BODY_PART_EXAMINED(Tags.BODY_PART_EXAMINED, Level.SERIES, "se.body_part", Matching.CODE, true),
    LATERALITY(Tags.LATERALITY, Level.SERIES, "se.laterality", Matching.CODE, true),
    MANUFACTURER(Tags.MANUFACTURER, Level.SERIES, "se.manufacturer", Matching.TEXT, true),
    MANUFACTURER_MODEL_NAME(Tags.MANUFACTURER_MODEL_NAME, Level.SERIES, "se.model", Matching.TEXT, true),
    NUMBER_OF_SERIES_RELATED_INSTANCES(0x00201209, Level.SERIES, "se.instances", Matching.NONE, true),

    SOP_CLASS_UID(Tags.SOP_CLASS_UID, Level.INSTANCE, "i.sop_class", Matching.UID, true),
    SOP_INSTANCE_UID(Tags.SOP_INSTANCE_UID, Level.INSTANCE, "i.id", Matching.UID, true),
    AVAILABLE_TRANSFER_SYNTAX_UID(0x00083002, Level.INSTANCE, "i.transfer_syntax", Matching.UID, true),
    INSTANCE_NUMBER(Tags.INSTANCE_NUMBER, Level.INSTANCE, "i.number", Matching.NUMBER, true),
    ROWS(Tags.ROWS, Level.INSTANCE, "i.pixel_rows", Matching.NUMBER, true),
    COLUMNS(Tags.COLUMNS, Level.INSTANCE, "i.pixel_columns", Matching.NUMBER, true),
    BITS_ALLOCATED(Tags.BITS_ALLOCATED, Level.INSTANCE, "i.bits_allocated", Matching.NUMBER, true),
    NUMBER_OF_FRAMES(Tags.NUMBER_OF_FRAMES, Level.INSTANCE, "i.frames", Matching.NUMBER, true),
    VIEW_POSITION(Tags.VIEW_POSITION, Level.INSTANCE, "i.view_position", Matching.CODE, false),
    PATIENT_AGE(Tags.PATIENT_AGE, Level.INSTANCE, "lpad(i.age::text, 3, '0') || 'Y'", Matching.CODE, false);

    /** How a value of a query is compared (PS3.4 C.2.2.2). */
    enum Matching {
        UID,
        TEXT,
        CODE,
        DATE,
        TIME,
        NUMBER,
        MODALITY_OF_STUDY,
        /** Returned, never matched. */
        NONE
    }

    private final int tag;
    private final Level level;
    private final String column;
    private final Matching matching;
    private final boolean returned;

    Attribute(int tag, Level level, String column, Matching matching, boolean returned) {
        this.tag = tag;
        this.level = level;
        this.column = column;
        this.matching = matching;
        this.returned = returned;
    }

    /**
     * The attribute of this name.
     *
     * @param name a keyword such as {@code PatientID}, or eight hex digits
     */
    public static Optional<Attribute> named(String name) {
        int tag = name.matches("[0-9A-Fa-f]{8}")
                ? Integer.parseUnsignedInt(name, 16)
                : DataDictionary.tag(name).orElse(0);
        return Arrays.stream(values()).filter(known -> known.tag == tag).findFirst();
    }

    /** Those that a result at this level has unless asked otherwise. */
    static List<Attribute> returnedAt(Level level) {
        return Arrays.stream(values())
                .filter(known -> known.returned && known.level.compareTo(level) <= 0)
                .toList();
    }

    public int tag() {
        return tag;
    }

    /** The PS3.6 keyword. */
    public String keyword() {
        return DataDictionary.keyword(tag).orElseThrow();
    }

    public Level level() {
        return level;
    }

    /**
     * The values of which any may match, as people and clients write them: {@code CR,DX} or {@code CR\DX} for UIDs and codes, of
     * which a comma is no part. Any other attribute has one value.
     */
    public List<String> alternatives(String text) {
        boolean list = matching == Matching.UID || matching == Matching.CODE || matching == Matching.MODALITY_OF_STUDY;
        return list ? List.of(text.split("[,\\\\]", -1)) : List.of(text);
    }

    String column() {
        return column;
    }

    Matching matching() {
        return matching;
    }
}
