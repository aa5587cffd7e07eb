package isocenter.pretrain.registry;

import isocenter.ingest.dataset.DatasetMember;
import isocenter.pretrain.watch.EvaluationSet;
import isocenter.pretrain.watch.WatchLabels;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.List;

/** Joins a dataset's members with labels that somebody else keeps. */
@ApplicationScoped
class LabelledMembers {
    private final Instance<WatchLabels> source;

    LabelledMembers(Instance<WatchLabels> source) {
        this.source = source;
    }

    /** @throws IllegalArgumentException when there is no such task */
    String newest(String task) {
        return labels().newest(task);
    }

    /** @throws IllegalArgumentException when too few labelled patients are in the training or the validation part */
    EvaluationSet in(List<DatasetMember> members, String revision) {
        return EvaluationSet.of(members, labels().labels(revision));
    }

    private WatchLabels labels() {
        if (!source.isResolvable()) {
            throw new BackboneException("This application keeps no labels: nothing can be judged by them");
        }
        return source.get();
    }
}
