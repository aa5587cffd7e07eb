package isocenter.pretrain.comparison;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.ImageCache;
import isocenter.ingest.dataset.ImageSet;
import isocenter.ingest.job.JobContext;
import isocenter.ingest.job.JobHandler;
import isocenter.pretrain.watch.BackboneEvaluation;
import isocenter.pretrain.watch.Evaluation;
import isocenter.pretrain.watch.EvaluationSet;
import isocenter.pretrain.watch.LabelledImage;
import isocenter.pretrain.watch.LabelledMembers;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Judges every candidate of a {@link ComparisonRequest}. An attempt after a killed one begins anew: it takes minutes. */
@ApplicationScoped
class ComparisonJob implements JobHandler {
    static final String KIND = "compare-backbones";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Datasets datasets;
    private final LabelledMembers labelled;
    private final Candidates candidates;
    private final ComparisonRecord record;

    ComparisonJob(Datasets datasets, LabelledMembers labelled, Candidates candidates, ComparisonRecord record) {
        this.datasets = datasets;
        this.labelled = labelled;
        this.candidates = candidates;
        this.record = record;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobContext context) {
        ComparisonRequest request = request(context);
        DatasetVersion dataset = datasets.require(request.dataset());
        EvaluationSet set = labelled.in(datasets.members(dataset), request.labels());
        List<Candidate> all = candidates.of(request);
        Map<Integer, ImageCache> images = new LinkedHashMap<>();
        try {
            for (Candidate candidate : all) {
                images.computeIfAbsent(candidate.size(), size -> datasets.prepare(dataset, size, (done, total) -> {}));
            }
            judge(context, request, dataset, set, all, images);
        } finally {
            images.values().forEach(ImageCache::close);
        }
    }

    private void judge(
            JobContext context,
            ComparisonRequest request,
            DatasetVersion dataset,
            EvaluationSet set,
            List<Candidate> all,
            Map<Integer, ? extends ImageSet> images) {
        long seed = request.seeds().get(0);
        ComparisonTable table = null;
        int done = 0;
        for (Candidate candidate : all) {
            if (context.cancelRequested()) {
                return;
            }
            ImageSet sized = images.get(candidate.size());
            if (sized == null) {
                throw new IllegalStateException("Images were prepared for every candidate");
            }
            BackboneEvaluation evaluation = new BackboneEvaluation(sized, set, seed);
            Evaluation found = candidate.judgement().of(evaluation, sized);
            table = table == null ? new ComparisonTable(evaluation) : table;
            table.add(candidate, found);
            context.progress(++done, all.size(), "models", Map.of());
        }
        if (table != null) {
            record.finish(context, dataset, request, result(request, set, table));
        }
    }

    private static Map<String, Object> result(ComparisonRequest request, EvaluationSet set, ComparisonTable table) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("dataset", request.dataset());
        result.put("labels", request.labels());
        result.put("seeds", request.seeds());
        result.put("fit", counts(set.fit()));
        result.put("validation", counts(set.validation()));
        result.put("models", table.rows());
        return result;
    }

    private static Map<String, Object> counts(List<LabelledImage> images) {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put(
                "patients",
                images.stream().map(LabelledImage::patient).distinct().count());
        counts.put("images", images.size());
        counts.put("positives", images.stream().filter(LabelledImage::positive).count());
        return counts;
    }

    private static ComparisonRequest request(JobContext context) {
        try {
            return MAPPER.readValue(context.parameters(), ComparisonRequest.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The parameters of a comparison are not those of this version", e);
        }
    }
}
