package isocenter.pretrain.comparison;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import isocenter.audit.content.Sha256;
import isocenter.ingest.dataset.DatasetMember;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.job.JobQueue;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.registry.BackboneException;
import isocenter.pretrain.registry.BackboneVersion;
import isocenter.pretrain.registry.Backbones;
import isocenter.pretrain.watch.EvaluationSet;
import isocenter.pretrain.watch.LabelledImage;
import isocenter.pretrain.watch.LabelledMembers;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Asks for a comparison. */
@ApplicationScoped
public class Comparisons {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Datasets datasets;
    private final Backbones backbones;
    private final LabelledMembers labelled;
    private final JobQueue queue;

    Comparisons(Datasets datasets, Backbones backbones, LabelledMembers labelled, JobQueue queue) {
        this.datasets = datasets;
        this.backbones = backbones;
        this.labelled = labelled;
        this.queue = queue;
    }

    /**
     * Queues a comparison by a task's newest labels. Its result is JSON: what was judged on whom, and a row for each model
     * with {@code knn} and {@code probe} (each {@code auroc, low, high}), {@code rankMe} and the other diagnostics. Models
     * that differ by their seed alone share a row.
     *
     * @param ids pretrained backbones
     * @param random architectures with random weights, one of each for each seed
     * @param trivial whether to add the trivial features
     * @param seeds of random weights
     * @return the job
     * @throws BackboneException when there is no such backbone, or one encodes volumes or has learned from a validation patient
     * @throws IllegalArgumentException when there is no such task, too few labelled patients, or nothing to compare
     */
    public UUID submit(
            DatasetVersion dataset,
            String task,
            List<String> ids,
            List<BackboneSpec> random,
            boolean trivial,
            List<Long> seeds) {
        ids.forEach(backbones::requireOfImages);
        random.stream().filter(BackboneSpec::volumes).findFirst().ifPresent(spec -> {
            throw new BackboneException(
                    spec.architecture() + " encodes volumes: labels judge encoders of images so far");
        });
        datasets.requireWhole(dataset);
        ComparisonRequest request =
                new ComparisonRequest(dataset.id(), labelled.newest(task), ids, random, trivial, seeds);
        List<DatasetMember> members = datasets.members(dataset);
        EvaluationSet set = labelled.in(members, request.labels());
        ids.forEach(id -> backbones.lineage(id).forEach(backbone -> requireUnseen(backbone, set, dataset)));
        try {
            String parameters = MAPPER.writeValueAsString(request);
            return queue.submit(
                    ComparisonJob.KIND, Sha256.hex(parameters.getBytes(StandardCharsets.UTF_8)), parameters);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Text and numbers are always JSON", e);
        }
    }

    private void requireUnseen(BackboneVersion backbone, EvaluationSet set, DatasetVersion dataset) {
        Set<String> judged =
                set.validation().stream().map(LabelledImage::patient).collect(Collectors.toSet());
        long seen = backbones.seen(backbone, judged);
        if (seen > 0) {
            throw new BackboneException("The backbone " + backbone.id + " was pretrained on " + seen
                    + " patients of the validation part of " + dataset.id() + " (they are in the training part of "
                    + backbone.datasetId + "): compare on that dataset, or pretrain on this one");
        }
    }
}
