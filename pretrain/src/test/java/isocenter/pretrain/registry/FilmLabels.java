package isocenter.pretrain.registry;

import isocenter.ingest.dataset.DatasetMember;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.SplitPart;
import isocenter.pretrain.watch.WatchLabels;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Calls every other film of each part positive; a task is named for the dataset that it labels. */
@ApplicationScoped
class FilmLabels implements WatchLabels {
    private final Datasets datasets;

    FilmLabels(Datasets datasets) {
        this.datasets = datasets;
    }

    @Override
    public String newest(String task) {
        return task + "@1";
    }

    @Override
    public Map<String, Boolean> labels(String revision) {
        Map<SplitPart, Boolean> next = new EnumMap<>(SplitPart.class);
        Map<String, Boolean> labels = new LinkedHashMap<>();
        for (DatasetMember member : datasets.members(datasets.require(revision.substring(0, revision.indexOf('@'))))) {
            labels.put(member.instance(), next.merge(member.part(), true, (before, one) -> !before));
        }
        return labels;
    }
}
