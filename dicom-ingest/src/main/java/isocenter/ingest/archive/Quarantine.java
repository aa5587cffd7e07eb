package isocenter.ingest.archive;

import io.quarkus.narayana.jta.QuarkusTransaction;
import isocenter.audit.ledger.Artefact;
import isocenter.audit.ledger.IsocenterHome;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.LedgerEntry;
import isocenter.ingest.archive.Examined.Kept;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.DicomWriter;
import isocenter.ingest.dicom.Part10Parser;
import isocenter.ingest.pixel.Frames;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** What was not kept, and what a person may decide about it. */
@ApplicationScoped
public class Quarantine {
    private final QuarantineList records;
    private final Catalogue catalogue;
    private final BatchCommit commit;
    private final Ledger ledger;
    private final Path home;
    private final KeptFiles files;

    Quarantine(
            QuarantineList records,
            Catalogue catalogue,
            BatchCommit commit,
            Ledger ledger,
            KeptFiles files,
            IsocenterHome home) {
        this.records = records;
        this.catalogue = catalogue;
        this.commit = commit;
        this.ledger = ledger;
        this.home = home.path();
        this.files = files;
    }

    /** Records that are open, oldest first. */
    public List<QuarantinedObject> open() {
        return QuarkusTransaction.requiringNew().call(records::unresolved);
    }

    /**
     * The open record of this ID.
     *
     * @throws QuarantineException when there is none
     */
    public QuarantinedObject require(String id) {
        return open().stream()
                .filter(record -> record.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new QuarantineException(
                        "There is no open record of this ID; isocenter quarantine list shows them"));
    }

    /**
     * The de-identified object that waits under this record.
     *
     * @throws QuarantineException when the record holds none: its source has to be ingested again
     */
    public DicomObject held(QuarantinedObject record) {
        if (record.heldSha256 == null) {
            throw new QuarantineException("Nothing is held under this record: correct the source and ingest it again");
        }
        String path = KeptFiles.heldPathOf(record.heldSha256);
        return new Part10Parser().parse(files.file(path, record.heldSha256, files.size(path)));
    }

    /**
     * Lets a held object into the catalogue.
     *
     * @param cleaning what is done to it before, such as blanking rectangles; may give it back as it is
     * @param who decides, for the ledger
     * @param reason why, for the ledger
     * @throws QuarantineException when nothing is held
     */
    public IngestOutcome release(
            QuarantinedObject record, UnaryOperator<DicomObject> cleaning, String who, String reason) {
        DicomObject object = cleaning.apply(held(record));
        Frames frames = Frames.of(object);
        String pixels = frames.decodeAll().sha256();
        try (StagingRun staging = new StagingArea(home).open(commit::removeUnlessCatalogued)) {
            StagedFile file = staging.write(out -> DicomWriter.write(object, out));
            Kept released = new Kept(
                    Path.of(record.id),
                    Objects.requireNonNull(record.sourceSha256),
                    record.sizeBytes,
                    file,
                    Drafts.ofStored(object, record.heldSite, frames, pixels, file),
                    null,
                    Map.of("releasedBy", who, "releaseReason", reason));
            return commit.commit(List.of(released), staging).get(0);
        }
    }

    /** Closes a record for good; a held object is deleted. */
    public void discard(QuarantinedObject record, String who, String reason) {
        QuarkusTransaction.requiringNew().run(() -> {
            catalogue.lock();
            List<Artefact> removed = record.heldSha256 == null
                    ? List.of()
                    : List.of(Artefact.removed(KeptFiles.heldPathOf(record.heldSha256)));
            QuarantinedObject row = catalogue.quarantined(List.of(record.id)).get(0);
            row.resolved = true;
            row.heldSha256 = null;
            row.heldSite = null;
            catalogue.updateQuarantined(List.of(row));
            ledger.append(List.of(new LedgerEntry(
                    "quarantine.discard", record.id, Map.of("discardedBy", who, "reason", reason), removed)));
        });
        if (record.heldSha256 != null) {
            files.removeFiles(List.of(KeptFiles.heldPathOf(record.heldSha256)));
        }
    }
}
