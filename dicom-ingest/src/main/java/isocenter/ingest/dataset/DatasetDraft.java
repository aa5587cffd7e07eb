package isocenter.ingest.dataset;

import isocenter.ingest.volume.CataloguedVolume;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sorts the catalogue's images into members and exclusions, and shows that no patient is in two parts. */
final class DatasetDraft {
    private static final String UNNAMED = "not named by the given split";

    /** A frame or volume that is taken; its files' and pixels' hashes are a volume's own where it is one. */
    private record Taken(
            CatalogueImage image,
            int frame,
            SplitPart part,
            @Nullable CataloguedVolume volume) {}

    private final ImageConditions conditions;
    private final PatientSplit split;
    private final @Nullable FixedSplit fixed;
    private final List<Taken> taken = new ArrayList<>();
    private final Map<String, Integer> excluded = new TreeMap<>();

    DatasetDraft(DatasetDefinition definition, @Nullable FixedSplit fixed) {
        this.conditions = new ImageConditions(definition.where());
        this.split = new PatientSplit(definition.seed(), definition.train(), definition.validation());
        this.fixed = fixed;
    }

    /** @param frames those that are wanted of the image */
    void offer(CatalogueImage image, int[] frames) {
        Optional<String> unmet = conditions.unmet(image);
        SplitPart part = fixed == null ? split.part(image.patient()) : fixed.part(image.instance());
        if (unmet.isPresent() || part == null) {
            exclude(unmet.orElse(UNNAMED));
            return;
        }
        for (int frame : frames) {
            taken.add(new Taken(image, frame, part, null));
        }
    }

    /**
     * @param image the object of the volume's first slice, which stands for all
     * @throws DatasetException when the given split puts slices into several parts
     */
    void offer(CatalogueImage image, CataloguedVolume volume) {
        Optional<String> unmet = conditions.unmet(image);
        if (unmet.isPresent()) {
            exclude(unmet.get());
            return;
        }
        List<SplitPart> parts = fixed == null
                ? List.of(split.part(image.patient()))
                : volume.volume().frames().stream()
                        .flatMap(ref -> Stream.ofNullable(fixed.part(ref.instance())))
                        .distinct()
                        .toList();
        if (parts.size() > 1) {
            throw new DatasetException("the given split puts slices of one volume into more than one part: give every"
                    + " image of a patient the same part, or split by seed");
        }
        if (parts.isEmpty()) {
            exclude(UNNAMED);
        } else {
            int frame = volume.volume().frames().get(0).frame();
            taken.add(new Taken(image, frame, parts.get(0), volume));
        }
    }

    void exclude(String reason) {
        exclude(reason, 1);
    }

    void exclude(String reason, int images) {
        excluded.merge(reason, images, Integer::sum);
    }

    /** Leaves an image out for this reason, or for an unmet condition, which says more. */
    void excludeUnlessUnmet(CatalogueImage image, String reason) {
        exclude(conditions.unmet(image).orElse(reason));
    }

    /** Images left out, by reason. */
    Map<String, Integer> excluded() {
        return excluded;
    }

    /**
     * The members, sorted by instance.
     *
     * @throws DatasetException when there are none or a patient is in two parts
     */
    List<DatasetMember> members() {
        if (taken.isEmpty()) {
            throw new DatasetException("no image of the catalogue fits"
                    + (excluded.isEmpty() ? ": ingest some first" : "; left out are " + excluded));
        }
        requireOnePartPerPatient();
        taken.sort(Comparator.comparing((Taken each) -> each.image.instance())
                .thenComparingInt(Taken::frame)
                .thenComparing(each -> each.volume == null ? "" : each.volume.id()));
        List<DatasetMember> members = new ArrayList<>(taken.size());
        for (Taken each : taken) {
            members.add(member(members.size(), each));
        }
        return members;
    }

    private static DatasetMember member(int index, Taken taken) {
        CatalogueImage image = taken.image;
        CataloguedVolume volume = taken.volume;
        return new DatasetMember(
                index,
                image.instance(),
                image.patient(),
                image.sex(),
                image.age(),
                image.modality(),
                image.site(),
                taken.part,
                volume == null ? image.fileSha256() : volume.id(),
                volume == null ? image.pixelSha256() : volume.pixelSha256(),
                taken.frame,
                volume == null ? null : volume.id());
    }

    private void requireOnePartPerPatient() {
        Map<String, Set<SplitPart>> parts = new HashMap<>();
        for (Taken each : taken) {
            parts.computeIfAbsent(each.image.patient(), patient -> new HashSet<>())
                    .add(each.part);
        }
        long patients = parts.values().stream().filter(each -> each.size() > 1).count();
        if (patients > 0) {
            long images = taken.stream()
                    .filter(each ->
                            parts.getOrDefault(each.image.patient(), Set.of()).size() > 1)
                    .count();
            throw new DatasetException("the given split puts " + patients + " of " + parts.size()
                    + " patients (" + images + " images) into more than one part: give every image of a patient the"
                    + " same part, or split by seed");
        }
    }
}
