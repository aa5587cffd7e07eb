package isocenter.annotate.task;

import isocenter.ingest.dataset.DatasetMember;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.deidentify.Pseudonyms;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the images that a label file speaks of, by their original or their pseudonymous SOP Instance UID. */
@ApplicationScoped
class LabelledImages {

    private static final int LINES_SHOWN = 5;

    private final Pseudonyms pseudonyms;
    private final Datasets datasets;
    private final CataloguedImages catalogue;

    LabelledImages(Pseudonyms pseudonyms, Datasets datasets, CataloguedImages catalogue) {
        this.pseudonyms = pseudonyms;
        this.datasets = datasets;
        this.catalogue = catalogue;
    }

    /**
     * What a file says of the images that are there.
     *
     * @param labels by pseudonymous UID
     * @param unknown lines of images that are not there
     */
    record Resolved(BinaryLabels labels, int unknown) {}

    /**
     * The file's labels.
     *
     * @throws LabelFileException when an image stands twice, or is not there and is not to be skipped
     */
    Resolved resolve(LabelFile file, LabelImport spec) {
        String dataset = spec.dataset();
        Map<String, String> pseudonymous = new HashMap<>();
        Set<String> candidates = new HashSet<>();
        for (LabelFile.Line line : file.lines()) {
            String uid = pseudonyms.uid(line.uid());
            pseudonymous.put(line.uid(), uid);
            candidates.add(uid);
            candidates.add(line.uid());
        }
        Set<String> known = dataset == null ? catalogued(candidates) : members(dataset);
        Map<String, Long> lines = new HashMap<>();
        Map<String, Boolean> labels = new HashMap<>();
        List<Long> unknown = new ArrayList<>();
        for (LabelFile.Line line : file.lines()) {
            String translated = pseudonymous.getOrDefault(line.uid(), line.uid());
            String image = known.contains(translated) ? translated : line.uid();
            refuseSecond(file, lines.putIfAbsent(image, line.number()), line);
            if (!known.contains(image)) {
                unknown.add(line.number());
            } else if (line.positive() != null) {
                labels.put(image, line.positive());
            }
        }
        if (!unknown.isEmpty() && !spec.skipUnknown()) {
            throw unknown(file, unknown, dataset);
        }
        return new Resolved(new BinaryLabels(labels), unknown.size());
    }

    private Set<String> catalogued(Set<String> candidates) {
        List<String> ids = List.copyOf(candidates);
        Set<String> known = new HashSet<>();
        for (int from = 0; from < ids.size(); from += CataloguedImages.BATCH) {
            known.addAll(catalogue.known(ids.subList(from, Math.min(ids.size(), from + CataloguedImages.BATCH))));
        }
        return known;
    }

    private Set<String> members(String dataset) {
        return datasets.members(datasets.require(dataset)).stream()
                .map(DatasetMember::instance)
                .collect(Collectors.toSet());
    }

    private static void refuseSecond(LabelFile file, @Nullable Long first, LabelFile.Line line) {
        if (first != null) {
            throw new LabelFileException(
                    file.name(),
                    line.number(),
                    "the image of line " + first + " stands here again; keep one line for each image");
        }
    }

    private static LabelFileException unknown(LabelFile file, List<Long> lines, @Nullable String dataset) {
        String shown = lines.stream().limit(LINES_SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
        return new LabelFileException(
                file.name(),
                lines.get(0),
                "the UIDs of " + lines.size() + " lines (" + shown + (lines.size() > LINES_SHOWN ? ", …" : "")
                        + ") are of no "
                        + (dataset == null
                                ? "kept image; ingest them first, or release them from quarantine"
                                : "member of the dataset " + dataset)
                        + ", or leave them out with a filter or --skip-unknown");
    }
}
