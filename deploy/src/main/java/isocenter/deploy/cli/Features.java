package isocenter.deploy.cli;

import isocenter.deploy.worker.JobRunner;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.SplitPart;
import isocenter.pretrain.embedding.EmbeddingSet;
import isocenter.pretrain.embedding.Embeddings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Gets a backbone's features for a command, and has them extracted where they are not there yet. */
@ApplicationScoped
class Features {
    private static final String ALL = "all";

    private final Datasets datasets;
    private final Embeddings embeddings;
    private final JobRunner runner;

    Features(Datasets datasets, Embeddings embeddings, JobRunner runner) {
        this.datasets = datasets;
        this.embeddings = embeddings;
        this.runner = runner;
    }

    /**
     * The features.
     *
     * @param parts as {@code --part} names them
     */
    EmbeddingSet of(String backbone, String dataset, List<String> parts) {
        DatasetVersion version = datasets.require(dataset);
        Set<SplitPart> chosen = chosen(parts);
        embeddings.submit(backbone, version, chosen).ifPresent(job -> JobProgress.run(runner, job, "embed"));
        return embeddings.load(backbone, version, chosen);
    }

    private static Set<SplitPart> chosen(List<String> names) {
        Set<SplitPart> parts = EnumSet.noneOf(SplitPart.class);
        for (String name : names) {
            if (name.equals(ALL)) {
                return EnumSet.allOf(SplitPart.class);
            }
            parts.add(List.of(SplitPart.values()).stream()
                    .filter(part -> part.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException("--part takes train, validation, test or all, not " + name)));
        }
        return parts;
    }
}
