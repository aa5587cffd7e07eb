package isocenter.pretrain.embedding;

import isocenter.audit.content.Sha256;
import isocenter.ingest.dataset.DatasetMember;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.PartCount;
import isocenter.ingest.dataset.SplitPart;
import isocenter.ingest.job.JobQueue;
import isocenter.pretrain.registry.BackboneException;
import isocenter.pretrain.registry.BackboneVersion;
import isocenter.pretrain.registry.Backbones;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Asks for a backbone's features, and reads them. */
@ApplicationScoped
public class Embeddings {
    private final Datasets datasets;
    private final Backbones backbones;
    private final EmbeddingStore store;
    private final VectorRows vectors;
    private final JobQueue queue;

    Embeddings(Datasets datasets, Backbones backbones, EmbeddingStore store, VectorRows vectors, JobQueue queue) {
        this.datasets = datasets;
        this.backbones = backbones;
        this.store = store;
        this.vectors = vectors;
        this.queue = queue;
    }

    /**
     * Queues the extraction of what is not there yet.
     *
     * @param parts whose images; a part without images is passed over
     * @return the job; nothing when all is there
     * @throws BackboneException when there is no such backbone, or it encodes volumes
     * @throws IllegalArgumentException when no image is in these parts
     * @throws isocenter.ingest.dataset.DatasetException when images of the version were erased
     */
    public Optional<UUID> submit(String backbone, DatasetVersion dataset, Set<SplitPart> parts) {
        datasets.requireWhole(dataset);
        BackboneVersion version = backbones.requireOfImages(backbone);
        List<SplitPart> missing = filled(dataset, parts).stream()
                .filter(part -> store.finished(version.id, dataset.id(), part).isEmpty())
                .toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String parameters = new EmbedRequest(version.id, dataset.id(), missing).json();
        return Optional.of(
                queue.submit(EmbedJob.KIND, Sha256.hex(parameters.getBytes(StandardCharsets.UTF_8)), parameters));
    }

    /**
     * Reads features.
     *
     * @throws IllegalArgumentException when they were not extracted, or are not what was extracted; the message says what
     *     to do
     */
    @Transactional
    public EmbeddingSet load(String backbone, DatasetVersion dataset, Set<SplitPart> parts) {
        datasets.requireWhole(dataset);
        BackboneVersion version = backbones.requireOfImages(backbone);
        Map<Integer, DatasetMember> members =
                datasets.members(dataset).stream().collect(Collectors.toMap(DatasetMember::index, Function.identity()));
        List<DatasetMember> found = new ArrayList<>();
        List<float[]> features = new ArrayList<>();
        for (SplitPart part : filled(dataset, parts)) {
            Extraction extraction = store.finished(version.id, dataset.id(), part)
                    .orElseThrow(() -> new IllegalArgumentException("The " + part + " part of " + dataset.id()
                            + " has no features of " + backbone + " yet: isocenter pretrain embed " + backbone
                            + " --dataset " + dataset.id()));
            MessageDigest digest = Sha256.digest();
            vectors.read(extraction.id, (position, bytes) -> {
                digest.update(bytes);
                found.add(Objects.requireNonNull(members.get(position)));
                features.add(VectorBytes.floats(bytes));
            });
            if (!Sha256.hex(digest).equals(extraction.vectorsSha256)) {
                throw new IllegalArgumentException("The features of " + backbone + " for " + dataset.id()
                        + " are not those that were extracted: restore the database from a backup");
            }
        }
        return new EmbeddingSet(version, dataset, found, features.toArray(float[][]::new));
    }

    private static List<SplitPart> filled(DatasetVersion dataset, Set<SplitPart> parts) {
        List<SplitPart> filled = parts.stream()
                .filter(part -> {
                    PartCount count = dataset.parts().get(part);
                    return count != null && count.images() > 0;
                })
                .sorted()
                .toList();
        if (filled.isEmpty()) {
            throw new IllegalArgumentException("No image of " + dataset.id() + " is in these parts: name another one");
        }
        return filled;
    }
}
