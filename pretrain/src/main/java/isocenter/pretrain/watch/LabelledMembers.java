package isocenter.pretrain.watch;

import isocenter.ingest.dataset.DatasetMember;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.List;

/** Joins a dataset's members with labels that somebody else keeps. */
@ApplicationScoped
public class LabelledMembers {
    private final Instance<WatchLabels> source;

    LabelledMembers(Instance<WatchLabels> source) {
        this.source = source;
    }

    /**
     * The newest revision of a task.
     *
     * @throws IllegalArgumentException when there is no such task
     */
    public String newest(String task) {
        return labels().newest(task);
    }

    /**
     * The labelled members of the training and the validation part.
     *
     * @param revision as {@link #newest} names it
     * @throws IllegalArgumentException when too few labelled patients are in either
     */
    public EvaluationSet in(List<DatasetMember> members, String revision) {
        return EvaluationSet.of(members, labels().labels(revision));
    }

    private WatchLabels labels() {
        if (!source.isResolvable()) {
            throw new IllegalStateException("This application keeps no labels: nothing can be judged by them");
        }
        return source.get();
    }
}
