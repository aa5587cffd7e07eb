package isocenter.annotate.task;

import isocenter.pretrain.watch.WatchLabels;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Lends a task's labels to whoever judges a backbone by them. */
@ApplicationScoped
class TaskWatchLabels implements WatchLabels {
    private final LabelTasks tasks;

    TaskWatchLabels(LabelTasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public String newest(String task) {
        return tasks.revision(tasks.require(task)).id();
    }

    @Override
    public Map<String, Boolean> labels(String revision) {
        return tasks.labels(tasks.requireRevision(revision));
    }
}
