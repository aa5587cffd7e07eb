package isocenter.pretrain.watch;

import java.util.Map;

/** Where labels come from that pretraining is watched by: implemented by whoever keeps labels, which comes after us. */
public interface WatchLabels {
    /**
     * The newest revision of a task's labels.
     *
     * @return its id, which goes on meaning the same labels
     * @throws IllegalArgumentException when there is no such task; the message says which there are
     */
    String newest(String task);

    /**
     * The labels of a revision: pseudonymous SOP Instance UID → positive.
     *
     * @throws IllegalArgumentException when there is no such revision
     */
    Map<String, Boolean> labels(String revision);
}
