package isocenter.pretrain.comparison;

import static org.bytedeco.pytorch.global.torch.manual_seed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.registry.BackboneVersion;
import isocenter.pretrain.registry.Backbones;
import isocenter.pretrain.tensor.Device;
import isocenter.pretrain.tensor.Libtorch;
import isocenter.pretrain.tensor.Safetensors;
import isocenter.pretrain.watch.TrivialFeatures;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns a request into what is judged: trivial features, random weights, pretrained backbones. */
@ApplicationScoped
class Candidates {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Side of the images for trivial features where nothing else is compared. */
    private static final int TRIVIAL_SIZE = 64;

    private final Backbones backbones;

    Candidates(Backbones backbones) {
        this.backbones = backbones;
    }

    List<Candidate> of(ComparisonRequest request) {
        List<Candidate> networks = new ArrayList<>();
        for (BackboneSpec spec : request.random()) {
            for (long seed : request.seeds()) {
                networks.add(random(spec, seed));
            }
        }
        request.backbones().forEach(id -> networks.add(pretrained(backbones.require(id))));
        List<Candidate> all = new ArrayList<>();
        if (request.trivial()) {
            int size = networks.stream().mapToInt(Candidate::size).max().orElse(TRIVIAL_SIZE);
            for (TrivialFeatures features : TrivialFeatures.values()) {
                all.add(new Candidate(
                        features.title(),
                        features.title(),
                        features.title(),
                        size,
                        null,
                        Map.of("kind", "trivial"),
                        (evaluation, images) -> evaluation.of(features.in(images))));
            }
        }
        all.addAll(networks);
        return all;
    }

    private static Candidate random(BackboneSpec spec, long seed) {
        String title = randomTitle(spec);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("kind", "random");
        facts.put("image", spec.image());
        return new Candidate(
                title + " " + spec.image(),
                title,
                title + " seed " + seed,
                spec.image(),
                null,
                facts,
                (evaluation, images) -> evaluation.of(weightsOf(spec, seed), Device.configured()));
    }

    private static String randomTitle(BackboneSpec spec) {
        return "random " + spec.architecture() + (spec.transformer() ? "/" + spec.patch() : "");
    }

    private static Backbone weightsOf(BackboneSpec spec, long seed) {
        Libtorch.start();
        manual_seed(seed);
        Backbone backbone = Backbone.create(spec);
        Device.configured().place(backbone.module());
        return backbone;
    }

    private Candidate pretrained(BackboneVersion version) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("kind", "pretrained");
        facts.put("image", version.image);
        facts.put("steps", version.steps);
        facts.put("trainingSeconds", version.seconds);
        facts.put("trainingImagesPerSecond", version.imagesPerSecond);
        return new Candidate(
                version.datasetId + version.architecture + withoutSeed(version.recipe),
                version.objective + " " + version.architecture + (version.patch > 0 ? "/" + version.patch : ""),
                version.id,
                version.image,
                randomTitle(version.spec()) + " " + version.image,
                facts,
                (evaluation, images) -> {
                    Backbone backbone = Backbone.create(version.spec());
                    Safetensors.readInto(backbones.weights(version), backbone.state());
                    Device.configured().place(backbone.module());
                    return evaluation.of(backbone, Device.configured());
                });
    }

    private static String withoutSeed(String recipe) {
        try {
            return MAPPER.readTree(recipe) instanceof ObjectNode settings
                    ? settings.without("seed").toString()
                    : recipe;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored recipe is not JSON; isocenter ledger verify tells more", e);
        }
    }
}
