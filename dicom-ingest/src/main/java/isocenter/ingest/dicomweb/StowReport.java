package isocenter.ingest.dicomweb;

import com.fasterxml.jackson.core.JsonGenerator;
import isocenter.ingest.archive.IngestOutcome;
import isocenter.ingest.archive.IngestOutcome.Accepted;
import isocenter.ingest.archive.IngestOutcome.Conflict;
import isocenter.ingest.archive.IngestOutcome.Duplicate;
import isocenter.ingest.archive.Instance;
import isocenter.ingest.archive.Instances;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Vr;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The Store Instances Response Module (PS3.18 annex I). Objects are referred to as their sender knows them, since the
 * sender has to tell which are meant; Retrieve URLs hold the UIDs under which they are kept.
 */
final class StowReport {
    /** Failure reasons of PS3.18 table I.2-2. */
    static final int CANNOT_UNDERSTAND = 0xC000;

    /** Warning of the same table: another object is kept under this UID, and both stay. */
    private static final int KEPT_BESIDE_ANOTHER = 0xB007;

    private static final int RETRIEVE_URL = 0x00081190;
    private static final int FAILED_SOP_SEQUENCE = 0x00081198;
    private static final int REFERENCED_SOP_SEQUENCE = 0x00081199;
    private static final int REFERENCED_SOP_CLASS_UID = 0x00081150;
    private static final int REFERENCED_SOP_INSTANCE_UID = 0x00081155;
    private static final int WARNING_REASON = 0x00081196;
    private static final int FAILURE_REASON = 0x00081197;

    private record Reference(DataSet item, String instance) {}

    private final Instances instances;
    private final String base;
    private final List<Reference> kept = new ArrayList<>();
    private final List<DataSet> failed = new ArrayList<>();
    private boolean warned;

    /** @param base URL of the studies, with a slash at its end */
    StowReport(Instances instances, String base) {
        this.instances = instances;
        this.base = base;
    }

    boolean isEmpty() {
        return kept.isEmpty() && failed.isEmpty();
    }

    void add(SopReference sent, IngestOutcome outcome) {
        if (outcome instanceof Accepted accepted) {
            kept(sent, accepted.instance());
        } else if (outcome instanceof Duplicate duplicate) {
            kept(sent, duplicate.instance());
        } else if (outcome instanceof Conflict conflict) {
            kept(sent, conflict.instance()).putIntegers(WARNING_REASON, KEPT_BESIDE_ANOTHER);
            warned = true;
        } else {
            refused(sent, CANNOT_UNDERSTAND);
        }
    }

    private DataSet kept(SopReference sent, String instance) {
        DataSet item = item(sent);
        kept.add(new Reference(item, instance));
        return item;
    }

    void refused(SopReference sent, int reason) {
        failed.add(item(sent).putIntegers(FAILURE_REASON, reason));
    }

    private static DataSet item(SopReference sent) {
        return new DataSet()
                .putText(REFERENCED_SOP_CLASS_UID, sent.sopClass())
                .putText(REFERENCED_SOP_INSTANCE_UID, sent.instance());
    }

    Response response() {
        DataSet report = new DataSet();
        if (!kept.isEmpty()) {
            addRetrieveUrls();
            report.put(Element.sequence(
                    REFERENCED_SOP_SEQUENCE, kept.stream().map(Reference::item).toList()));
        }
        if (!failed.isEmpty()) {
            report.put(Element.sequence(FAILED_SOP_SEQUENCE, failed));
        }
        int status = kept.isEmpty() ? 409 : failed.isEmpty() && !warned ? 200 : 202;
        return Response.status(status)
                .header("Content-Type", MediaRange.DICOM_JSON)
                .entity(json(report))
                .build();
    }

    private void addRetrieveUrls() {
        Map<String, Instance> rows = new HashMap<>();
        instances
                .withIds(kept.stream().map(Reference::instance).distinct().toList())
                .forEach(row -> rows.put(row.id, row));
        for (Reference reference : kept) {
            Instance row = rows.get(reference.instance);
            if (row != null) {
                String url = "%s%s/series/%s/instances/%s".formatted(base, row.study, row.series, row.id);
                reference.item.put(Element.text(RETRIEVE_URL, Vr.UR, url));
            }
        }
    }

    private static byte[] json(DataSet report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.to(bytes)) {
            new DicomJson(json).write(report, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
