package isocenter.ingest.dimse;

import isocenter.ingest.dicom.DataDictionary;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.Vr;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A C-FIND query (PS3.4 C.4.1). Patients are asked for in the Patient Root model, all else in the Study Root model.
 * Holds identified data: never to be logged.
 */
public final class Query {
    private final QueryLevel level;
    private final DataSet keys = new DataSet();

    private Query(QueryLevel level) {
        this.level = level;
        level.returned().forEach(tag -> keys.putText(tag, ""));
    }

    /**
     * A query by keywords such as {@code PatientID} or tags such as {@code 00100020}; values may have wildcards, ranges
     * and alternatives as PS3.4 C.2.2.2 has them. {@code Modality} at the study level asks for ModalitiesInStudy.
     *
     * @throws IllegalArgumentException when a key is unknown, or the query lacks a unique key of a level above
     */
    public static Query of(QueryLevel level, Map<String, String> where) {
        Query query = new Query(level);
        where.forEach((key, value) -> query.key(tag(key), value));
        for (int needed : level.above()) {
            if (query.keys.text(needed).isEmpty()) {
                throw new IllegalArgumentException("A query for %s needs %s"
                        .formatted(level, DataDictionary.keyword(needed).orElseThrow()));
            }
        }
        return query;
    }

    /** A query within one study, or one of its series. */
    static Query within(QueryLevel level, Map<Integer, String> uids) {
        Query query = new Query(level);
        uids.forEach(query::key);
        return query;
    }

    private void key(int tag, String value) {
        boolean modality = tag == Tags.MODALITY && level == QueryLevel.STUDY;
        keys.putText(modality ? Tags.MODALITIES_IN_STUDY : tag, value.split("\\\\", -1));
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(value)) {
            keys.putText(Tags.SPECIFIC_CHARACTER_SET, "ISO_IR 192");
        }
    }

    private static int tag(String key) {
        OptionalInt named = DataDictionary.tag(key);
        int tag = named.isPresent() || !key.matches("[0-9A-Fa-f]{8}")
                ? named.orElse(0)
                : Integer.parseUnsignedInt(key, 16);
        if (DataDictionary.vr(tag).filter(Vr::isText).isPresent()) {
            return tag;
        }
        throw new IllegalArgumentException(
                "%s is no keyword of a text in DICOM's data dictionary, such as PatientID or StudyDate, and no tag such as 00100020"
                        .formatted(key));
    }

    public QueryLevel level() {
        return level;
    }

    QueryModel model() {
        return level == QueryLevel.PATIENT ? QueryModel.PATIENT_ROOT : QueryModel.STUDY_ROOT;
    }

    /** The keys without their values: what was asked about, and about nobody. */
    Iterable<String> keywords() {
        return keys.elements().stream()
                .filter(element -> element.length() > 0)
                .map(element -> DataDictionary.keyword(element.tag()).orElse(Tags.format(element.tag())))
                .toList();
    }

    /** The data set of the request. */
    DataSet identifier() {
        return keys.copy().putText(Tags.QUERY_RETRIEVE_LEVEL, level.name());
    }
}
