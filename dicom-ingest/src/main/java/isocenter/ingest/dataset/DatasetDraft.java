package isocenter.ingest.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sorts the catalogue's images into members and exclusions, and shows that no patient is in two parts. */
final class DatasetDraft {
    private final ImageConditions conditions;
    private final PatientSplit split;
    private final @Nullable FixedSplit fixed;
    private final List<CatalogueImage> taken = new ArrayList<>();
    private final Map<String, SplitPart> partOfImage = new HashMap<>();
    private final Map<String, Integer> excluded = new TreeMap<>();

    DatasetDraft(DatasetDefinition definition, @Nullable FixedSplit fixed) {
        this.conditions = new ImageConditions(definition.where());
        this.split = new PatientSplit(definition.seed(), definition.train(), definition.validation());
        this.fixed = fixed;
    }

    void offer(CatalogueImage image) {
        Optional<String> unmet = conditions.unmet(image);
        if (unmet.isPresent()) {
            exclude(unmet.get());
        } else if (image.frames() > 1) {
            exclude("more than one frame");
        } else {
            SplitPart part = fixed == null ? split.part(image.patient()) : fixed.part(image.instance());
            if (part == null) {
                exclude("not named by the given split");
            } else {
                taken.add(image);
                partOfImage.put(image.instance(), part);
            }
        }
    }

    private void exclude(String reason) {
        excluded.merge(reason, 1, Integer::sum);
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
        taken.sort(Comparator.comparing(CatalogueImage::instance));
        List<DatasetMember> members = new ArrayList<>(taken.size());
        for (CatalogueImage image : taken) {
            members.add(new DatasetMember(
                    members.size(),
                    image.instance(),
                    image.patient(),
                    image.sex(),
                    image.age(),
                    image.modality(),
                    image.site(),
                    Objects.requireNonNull(partOfImage.get(image.instance())),
                    image.fileSha256(),
                    image.pixelSha256()));
        }
        return members;
    }

    private void requireOnePartPerPatient() {
        Map<String, Set<SplitPart>> parts = new HashMap<>();
        for (CatalogueImage image : taken) {
            parts.computeIfAbsent(image.patient(), patient -> new HashSet<>())
                    .add(Objects.requireNonNull(partOfImage.get(image.instance())));
        }
        long patients = parts.values().stream().filter(each -> each.size() > 1).count();
        if (patients > 0) {
            long images = taken.stream()
                    .filter(image ->
                            parts.getOrDefault(image.patient(), Set.of()).size() > 1)
                    .count();
            throw new DatasetException("the given split puts " + patients + " of " + parts.size()
                    + " patients (" + images + " images) into more than one part: give every image of a patient the"
                    + " same part, or split by seed");
        }
    }
}
