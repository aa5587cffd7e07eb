package isocenter.pretrain.embedding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import isocenter.audit.content.Sha256;
import isocenter.ingest.dataset.DatasetMember;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.ImageCache;
import isocenter.ingest.dataset.ImageSet;
import isocenter.ingest.dataset.SplitPart;
import isocenter.ingest.job.JobContext;
import isocenter.ingest.job.JobHandler;
import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.registry.BackboneVersion;
import isocenter.pretrain.registry.Backbones;
import isocenter.pretrain.tensor.Device;
import isocenter.pretrain.tensor.Safetensors;
import isocenter.pretrain.watch.ForwardPass;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/** Puts images through a frozen backbone. An attempt after a killed one keeps whole parts and begins the others anew. */
@ApplicationScoped
class EmbedJob implements JobHandler {
    static final String KIND = "embed";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Images of one transaction, and of one look at the cancel flag. */
    private static final int PIECE = 256;

    private final Datasets datasets;
    private final Backbones backbones;
    private final EmbeddingStore store;

    EmbedJob(Datasets datasets, Backbones backbones, EmbeddingStore store) {
        this.datasets = datasets;
        this.backbones = backbones;
        this.store = store;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobContext context) {
        EmbedRequest request = EmbedRequest.parse(context.parameters());
        DatasetVersion dataset = datasets.require(request.dataset());
        BackboneVersion version = backbones.require(request.backbone());
        List<DatasetMember> all = datasets.members(dataset);
        Progress progress = new Progress(
                context, (int) all.stream().filter(in(request.parts())).count());
        try (ImageCache images = datasets.prepare(dataset, version.image, progress::prepared)) {
            Backbone backbone = open(version);
            for (SplitPart part : request.parts()) {
                List<DatasetMember> members =
                        all.stream().filter(in(List.of(part))).toList();
                if (store.finished(version.id, dataset.id(), part).isPresent()) {
                    progress.add(members.size());
                } else if (!extract(context, version, dataset, part, members, images, backbone, progress)) {
                    return;
                }
            }
        }
        store.complete(context, result(request, progress.total));
    }

    /** @return false when it was told to stop */
    private boolean extract(
            JobContext context,
            BackboneVersion version,
            DatasetVersion dataset,
            SplitPart part,
            List<DatasetMember> members,
            ImageSet images,
            Backbone backbone,
            Progress progress) {
        UUID extraction = store.begin(context, version, dataset, part, members.size(), backbone.featureCount());
        MessageDigest digest = Sha256.digest();
        long begun = System.nanoTime();
        for (int from = 0; from < members.size(); from += PIECE) {
            if (context.cancelRequested()) {
                store.discard(extraction);
                return false;
            }
            List<DatasetMember> piece = members.subList(from, Math.min(members.size(), from + PIECE));
            int[] indices = piece.stream().mapToInt(DatasetMember::index).toArray();
            List<byte[]> vectors = Arrays.stream(ForwardPass.of(
                            images, indices, backbone::features, backbone.featureCount(), Device.configured()))
                    .map(VectorBytes::of)
                    .toList();
            vectors.forEach(digest::update);
            store.add(context, extraction, piece, vectors);
            progress.add(piece.size());
        }
        store.finish(context, extraction, Sha256.hex(digest), (System.nanoTime() - begun) / 1e9);
        return true;
    }

    private Backbone open(BackboneVersion version) {
        Backbone backbone = Backbone.create(version.spec());
        Safetensors.readInto(backbones.weights(version), backbone.state());
        Device.configured().place(backbone.module());
        backbone.module().train(false);
        return backbone;
    }

    private static Predicate<DatasetMember> in(List<SplitPart> parts) {
        return member -> parts.contains(member.part());
    }

    private static String result(EmbedRequest request, int images) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("backbone", request.backbone());
        result.put("dataset", request.dataset());
        result.put("parts", request.parts());
        result.put("images", images);
        try {
            return MAPPER.writeValueAsString(result);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Text and numbers are always JSON", e);
        }
    }

    /** Tells how many images are through. */
    private static final class Progress {
        private static final long PREPARED_NANOS = 500_000_000L;

        private final JobContext context;
        private final int total;
        private int done;
        private long told = System.nanoTime();

        Progress(JobContext context, int total) {
            this.context = context;
            this.total = total;
        }

        void prepared(long ready, long all) {
            if (System.nanoTime() - told > PREPARED_NANOS) {
                told = System.nanoTime();
                context.progress(ready, all, "images prepared", Map.of());
            }
        }

        void add(int images) {
            done += images;
            context.progress(done, total, "images", Map.of());
        }
    }
}
