package isocenter.ingest.archive;

import isocenter.ingest.archive.Examined.Held;
import isocenter.ingest.archive.Examined.Kept;
import isocenter.ingest.archive.Examined.Refused;
import isocenter.ingest.deidentify.Pseudonyms;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** All rows that concern a batch: read in a handful of statements, written in another handful. */
final class BatchRows {
    final Rows<Patient> patients;
    final Rows<Study> studies;
    final Rows<Series> series;
    final Rows<Instance> instances;
    final Rows<ConflictingObject> conflicts;
    final Rows<SourceFile> sources;
    final Rows<QuarantinedObject> quarantined;

    BatchRows(Catalogue catalogue, List<Examined> batch, Pseudonyms pseudonyms) {
        List<Kept> kept = new ArrayList<>();
        Set<String> sourceHashes = new HashSet<>();
        Set<String> quarantineIds = new HashSet<>();
        for (Examined examined : batch) {
            Kept file = examined instanceof Held held ? held.kept() : examined instanceof Kept one ? one : null;
            if (file != null) {
                kept.add(file);
                sourceHashes.add(file.sourceSha256());
                quarantineIds.add(quarantineId(file.sourceSha256(), pseudonyms));
            } else if (examined instanceof Refused refused) {
                quarantineIds.add(quarantineId(refused, pseudonyms));
            }
        }
        patients = find(kept, k -> k.draft().patient, catalogue::patients, row -> row.pseudonym);
        studies = find(kept, k -> k.draft().study, catalogue::studies, row -> row.id);
        series = find(kept, k -> k.draft().series, catalogue::series, row -> row.id);
        instances = find(kept, k -> k.draft().id, catalogue::instances, row -> row.id);
        conflicts = find(kept, k -> k.file().sha256(), catalogue::conflicts, row -> row.sha256);
        sources = found(sourceHashes, catalogue::sources, row -> row.sha256);
        quarantined = found(quarantineIds, catalogue::quarantined, row -> row.id);
    }

    /** Content that was refused has one record, wherever it lies; content that could not be read, one for each place. */
    static String quarantineId(Refused refused, Pseudonyms pseudonyms) {
        String hash = refused.sourceSha256();
        return hash == null
                ? "q-"
                        + pseudonyms.file(
                                "path:" + refused.source().toAbsolutePath().normalize())
                : quarantineId(hash, pseudonyms);
    }

    static String quarantineId(String sourceSha256, Pseudonyms pseudonyms) {
        return "q-" + pseudonyms.file("content:" + sourceSha256);
    }

    /** Writes what was added and changed, each row after those that it refers to. */
    void write(Catalogue catalogue) {
        unlessEmpty(patients.added(), catalogue::addPatients);
        unlessEmpty(patients.changed(), catalogue::updatePatients);
        unlessEmpty(studies.added(), catalogue::addStudies);
        unlessEmpty(series.added(), catalogue::addSeries);
        unlessEmpty(series.changed(), catalogue::updateSeries);
        unlessEmpty(instances.added(), catalogue::addInstances);
        unlessEmpty(conflicts.added(), catalogue::addConflicts);
        unlessEmpty(sources.added(), catalogue::addSources);
        unlessEmpty(quarantined.added(), catalogue::addQuarantined);
        unlessEmpty(quarantined.changed(), catalogue::updateQuarantined);
    }

    private static <E> Rows<E> find(
            List<Kept> kept,
            Function<Kept, String> wanted,
            Function<List<String>, List<E>> query,
            Function<E, String> key) {
        Set<String> keys = new HashSet<>();
        kept.forEach(k -> keys.add(Objects.requireNonNull(wanted.apply(k))));
        return found(keys, query, key);
    }

    private static <E> Rows<E> found(Set<String> keys, Function<List<String>, List<E>> query, Function<E, String> key) {
        return new Rows<>(keys.isEmpty() ? List.of() : query.apply(List.copyOf(keys)), key);
    }

    private static <E> void unlessEmpty(List<E> rows, Consumer<List<E>> action) {
        if (!rows.isEmpty()) {
            action.accept(rows);
        }
    }
}
