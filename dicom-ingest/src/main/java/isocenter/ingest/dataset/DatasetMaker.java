package isocenter.ingest.dataset;

import isocenter.audit.content.Sha256;
import isocenter.audit.ledger.Artefact;
import isocenter.audit.ledger.IsocenterHome;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.LedgerEntry;
import isocenter.ingest.deidentify.Pseudonyms;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Turns a definition and the catalogue as it is into a version: rows, manifest file and ledger entry together. */
@ApplicationScoped
class DatasetMaker {
    private final CatalogueWalk catalogue;
    private final StoredDatasets stored;
    private final Pseudonyms pseudonyms;
    private final Ledger ledger;
    private final DataSource database;
    private final Path home;

    DatasetMaker(
            CatalogueWalk catalogue,
            StoredDatasets stored,
            Pseudonyms pseudonyms,
            Ledger ledger,
            DataSource database,
            IsocenterHome home) {
        this.catalogue = catalogue;
        this.stored = stored;
        this.pseudonyms = pseudonyms;
        this.ledger = ledger;
        this.database = database;
        this.home = home.path();
    }

    @Transactional
    DatasetVersion create(DatasetDefinition definition) {
        FixedSplit fixed = definition.fixedSplit() == null ? null : new FixedSplit(definition.fixedSplit(), pseudonyms);
        Map<String, Object> canonical = canonical(definition, fixed);
        String definitionSha256 = Sha256.hex(Manifest.json(canonical));
        DatasetDraft draft = new DatasetDraft(definition, fixed);
        catalogue.offer(definition, draft);
        List<DatasetMember> members = draft.members();
        String root = Manifest.root(ManifestLines.whole(members));

        lock(definition.name());
        List<StoredDataset> versions = stored.versions(definition.name());
        Optional<StoredDataset> same = versions.stream()
                .filter(each -> each.definitionSha256.equals(definitionSha256) && each.rootSha256.equals(root))
                // A version that has lost members says that it has them no more, even when they come back.
                .filter(each -> stored.erased(each.id) == 0)
                .findFirst();
        if (same.isPresent()) {
            return same.get().toVersion(0);
        }
        StoredDataset dataset = new StoredDataset();
        dataset.name = definition.name();
        dataset.version = versions.isEmpty() ? 1 : versions.get(versions.size() - 1).version + 1;
        dataset.id = dataset.name + "@" + dataset.version;
        dataset.definitionSha256 = definitionSha256;
        dataset.rootSha256 = root;
        dataset.parts = Manifest.json(SplitEvidence.parts(members));
        dataset.excluded = Manifest.json(draft.excluded());
        dataset.created = Instant.now().truncatedTo(ChronoUnit.MICROS);
        insert(dataset, members);
        Artefact manifest = writeManifest(dataset.id, members);
        ledger.append(new LedgerEntry(
                "dataset.create", dataset.id, evidence(canonical, dataset, draft, members), List.of(manifest)));
        return dataset.toVersion(0);
    }

    private void insert(StoredDataset dataset, List<DatasetMember> members) {
        stored.insert(dataset);
        Map<String, SplitPart> patients = new TreeMap<>();
        members.forEach(member -> patients.put(member.patient(), member.part()));
        stored.insertPatients(patients.entrySet().stream()
                .map(patient -> StoredPatient.of(dataset.id, patient.getKey(), patient.getValue()))
                .toList());
        stored.insertMembers(members.stream()
                .map(member -> StoredMember.of(dataset.id, member))
                .toList());
    }

    /** A file left by a transaction that failed later is written over: no row names it. */
    private Artefact writeManifest(String id, List<DatasetMember> members) {
        String path = Manifest.path(id);
        return new Artefact(path, Manifest.write(ManifestLines.whole(members), home.resolve(path)));
    }

    private static Map<String, Object> canonical(DatasetDefinition definition, @Nullable FixedSplit fixed) {
        Map<String, Object> canonical = new LinkedHashMap<>();
        canonical.put("where", new TreeMap<>(definition.where()));
        if (fixed == null) {
            canonical.put("split", "by patient");
            // As text: a seed may exceed what JSON numbers carry exactly.
            canonical.put("seed", Long.toString(definition.seed()));
            canonical.put(
                    "fractions",
                    Map.of(
                            "TRAIN", definition.train(),
                            "VALIDATION", definition.validation(),
                            "TEST", definition.test()));
        } else {
            canonical.put("split", "given");
            canonical.put("splitSha256", fixed.sha256());
        }
        frames(definition.frames()).ifPresent(policy -> canonical.put("frames", policy));
        return canonical;
    }

    /** Nothing for single frames, so that definitions from before there was a choice keep their hash. */
    private static Optional<Map<String, Integer>> frames(FramePolicy policy) {
        if (policy instanceof FramePolicy.EvenFrames even) {
            return Optional.of(Map.of("evenFramesPerObject", even.perObject()));
        }
        if (policy instanceof FramePolicy.EvenSlices even) {
            return Optional.of(Map.of("evenSlicesPerVolume", even.perVolume()));
        }
        return policy instanceof FramePolicy.WholeVolumes whole
                ? Optional.of(Map.of("volumesOfAtLeastSlices", whole.fewestSlices()))
                : Optional.empty();
    }

    private static Map<String, Object> evidence(
            Map<String, Object> canonical, StoredDataset dataset, DatasetDraft draft, List<DatasetMember> members) {
        Map<String, Object> images = new LinkedHashMap<>();
        Map<String, Object> patients = new LinkedHashMap<>();
        SplitEvidence.parts(members).forEach((part, count) -> {
            images.put(part.name(), count.images());
            patients.put(part.name(), count.patients());
        });
        Map<String, Object> evidence = new LinkedHashMap<>(canonical);
        evidence.put("root", dataset.rootSha256);
        evidence.put("definitionSha256", dataset.definitionSha256);
        evidence.put("images", images);
        evidence.put("patients", patients);
        evidence.put("patientsInTwoParts", SplitEvidence.sharedPatients(members));
        evidence.put("equalPixelsInTwoParts", SplitEvidence.sharedPixels(members));
        evidence.put("excluded", draft.excluded());
        return evidence;
    }

    /** Two commands that make versions of one name at once do so one after the other. */
    private void lock(String name) {
        try (Connection connection = database.getConnection();
                PreparedStatement lock =
                        connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 0))")) {
            lock.setString(1, "dataset " + name);
            lock.execute();
        } catch (SQLException e) {
            throw new DatasetException("the database did not answer: try again", e);
        }
    }
}
