package isocenter.ingest.dataset;

import isocenter.ingest.catalogue.CatalogueSearch;
import isocenter.ingest.dataset.FramePolicy.EvenFrames;
import isocenter.ingest.dataset.FramePolicy.EvenSlices;
import isocenter.ingest.dataset.FramePolicy.WholeVolumes;
import isocenter.ingest.volume.CataloguedVolume;
import isocenter.ingest.volume.FrameRef;
import isocenter.ingest.volume.Volumes;
import jakarta.data.Limit;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Goes through the catalogue and offers a draft what its policy takes. */
@ApplicationScoped
class CatalogueWalk {
    private static final int PAGE = 5000;
    private static final int VOLUMES = 100;

    private final CatalogueImages catalogue;
    private final Volumes volumes;
    private final CatalogueSearch search;

    CatalogueWalk(CatalogueImages catalogue, Volumes volumes, CatalogueSearch search) {
        this.catalogue = catalogue;
        this.volumes = volumes;
        this.search = search;
    }

    void offer(DatasetDefinition definition, DatasetDraft draft) {
        FramePolicy policy = definition.frames();
        AttributeConditions conditions = new AttributeConditions(definition.where(), search);
        if (policy instanceof EvenFrames even) {
            forEach(
                    conditions,
                    draft,
                    image -> draft.offer(image, EvenSpacing.choose(even.perObject(), image.frames())));
        } else if (policy instanceof EvenSlices even) {
            Map<String, int[]> chosen = slices(even.perVolume());
            forEach(conditions, draft, image -> {
                int[] frames = chosen.get(image.instance());
                if (frames == null) {
                    draft.exclude("not a chosen slice of a volume");
                } else {
                    draft.offer(image, frames);
                }
            });
        } else if (policy instanceof WholeVolumes whole) {
            offerVolumes(whole, conditions, draft);
        } else {
            forEach(conditions, draft, image -> {
                if (image.frames() > 1) {
                    draft.excludeUnlessUnmet(image, "more than one frame");
                } else {
                    draft.offer(image, new int[] {0});
                }
            });
        }
    }

    private void forEach(AttributeConditions conditions, DatasetDraft draft, Consumer<CatalogueImage> action) {
        String last = "";
        List<CatalogueImage> page;
        do {
            page = catalogue.after(last, Limit.of(PAGE));
            conditions.matching(page, draft::exclude).forEach(action);
            last = page.isEmpty() ? last : page.get(page.size() - 1).instance();
        } while (page.size() == PAGE);
    }

    /** Instance to the frames that are taken of it, ascending. */
    private Map<String, int[]> slices(int perVolume) {
        Map<String, List<Integer>> chosen = new HashMap<>();
        volumes.forEach(volume -> {
            List<FrameRef> all = volume.volume().frames();
            for (int slice : EvenSpacing.choose(perVolume, all.size())) {
                chosen.computeIfAbsent(all.get(slice).instance(), instance -> new ArrayList<>(1))
                        .add(all.get(slice).frame());
            }
        });
        Map<String, int[]> frames = new HashMap<>();
        chosen.forEach((instance, each) -> frames.put(
                instance, each.stream().mapToInt(i -> i).sorted().distinct().toArray()));
        return frames;
    }

    private void offerVolumes(WholeVolumes policy, AttributeConditions conditions, DatasetDraft draft) {
        List<CataloguedVolume> waiting = new ArrayList<>();
        volumes.forEach(volume -> {
            if (volume.volume().frames().size() < policy.fewestSlices()) {
                draft.exclude("volume of fewer than " + policy.fewestSlices() + " slices");
            } else if (!volume.volume().isGrid()) {
                draft.exclude("volume whose slices are no even grid");
            } else {
                waiting.add(volume);
            }
            if (waiting.size() == VOLUMES) {
                offerVolumes(waiting, conditions, draft);
            }
        });
        offerVolumes(waiting, conditions, draft);
        long outside = catalogue.inNoVolume();
        if (outside > 0) {
            draft.exclude("in no volume", Math.toIntExact(outside));
        }
    }

    private void offerVolumes(List<CataloguedVolume> waiting, AttributeConditions conditions, DatasetDraft draft) {
        List<String> firsts = waiting.stream()
                .map(volume -> volume.volume().frames().get(0).instance())
                .distinct()
                .toList();
        if (firsts.isEmpty()) {
            return;
        }
        Map<String, CatalogueImage> images = new HashMap<>();
        conditions
                .matching(catalogue.withIds(firsts), draft::exclude)
                .forEach(image -> images.put(image.instance(), image));
        for (CataloguedVolume volume : waiting) {
            CatalogueImage image = images.get(volume.volume().frames().get(0).instance());
            if (image != null) {
                draft.offer(image, volume);
            }
        }
        waiting.clear();
    }
}
