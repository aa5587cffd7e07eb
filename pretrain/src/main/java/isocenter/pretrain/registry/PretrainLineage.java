package isocenter.pretrain.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import isocenter.audit.provenance.LineageSource;
import isocenter.audit.provenance.Made;
import isocenter.audit.provenance.Origin;
import isocenter.audit.provenance.Relation;
import isocenter.audit.provenance.Thing;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs, which take a dataset, and backbones, which they make; deleted ones too. */
@ApplicationScoped
class PretrainLineage implements LineageSource {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String RUN = "run";
    private static final String BACKBONE = "backbone";

    private final PretrainingRuns runs;
    private final BackboneVersions backbones;

    PretrainLineage(PretrainingRuns runs, BackboneVersions backbones) {
        this.runs = runs;
        this.backbones = backbones;
    }

    @Override
    public List<Made> made() {
        return Stream.concat(
                        runs.all().stream().map(this::made),
                        backbones.ever().stream().map(this::made))
                .toList();
    }

    private Made made(PretrainingRun run) {
        List<Origin> origins = new ArrayList<>();
        origins.add(new Origin(Relation.USED, new Thing("dataset", run.datasetId)));
        from(run).ifPresent(from -> origins.add(new Origin(Relation.USED, new Thing(BACKBONE, from))));
        runs.watchedBy(run.id).forEach(labels -> origins.add(new Origin(Relation.USED, new Thing("labels", labels))));
        return new Made(
                new Thing(RUN, run.id.toString()),
                run.started,
                Map.of(
                        "objective", run.objective,
                        "outcome", run.outcome.name(),
                        "poolSize", run.poolSize,
                        "recipeSha256", run.recipeSha256),
                origins);
    }

    /** Not by way of the recipe's own type: one that an earlier release took may hold what this one no longer knows. */
    private static Optional<String> from(PretrainingRun run) {
        try {
            return Optional.ofNullable(MAPPER.readTree(run.recipe).path("from").textValue());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored recipe is not JSON; isocenter ledger verify tells more", e);
        }
    }

    private Made made(BackboneVersion backbone) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("objective", backbone.objective);
        facts.put("architecture", backbone.architecture);
        facts.put("weightsSha256", backbone.weightsSha256);
        facts.put("deleted", backbone.deleted != null);
        List<Origin> origins = new ArrayList<>();
        if (backbone.run != null) {
            origins.add(new Origin(Relation.WAS_GENERATED_BY, new Thing(RUN, backbone.run.toString())));
        }
        if (backbone.continuedFrom != null) {
            origins.add(new Origin(Relation.WAS_DERIVED_FROM, new Thing(BACKBONE, backbone.continuedFrom)));
        }
        backbones.findOrigin(backbone.id).ifPresent(origin -> facts.put("source", origin.source));
        return new Made(new Thing(BACKBONE, backbone.id), backbone.created, facts, origins);
    }
}
