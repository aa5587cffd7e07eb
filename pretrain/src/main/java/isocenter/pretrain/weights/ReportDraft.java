package isocenter.pretrain.weights;

import isocenter.pretrain.weights.WeightsReport.Change;
import java.util.ArrayList;
import java.util.List;

/** A {@link WeightsReport} while it is being written. */
final class ReportDraft {
    private final SourceWeights source;
    private final List<String> matched = new ArrayList<>();
    private final List<Change> folded = new ArrayList<>();
    private final List<Change> resized = new ArrayList<>();
    private final List<Change> ignored = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    ReportDraft(SourceWeights source) {
        this.source = source;
        source.outside().forEach(key -> ignored.add(new Change(key, "not part of the encoder")));
    }

    void matched(String name) {
        matched.add(source.key(name));
    }

    /** Matched till now, changed after all. */
    void folded(String name, String how) {
        matched.remove(source.key(name));
        folded.add(new Change(source.key(name), how));
    }

    /** Matched till now, changed after all. */
    void resized(String name, String how) {
        matched.remove(source.key(name));
        resized.add(new Change(source.key(name), how));
    }

    void ignored(String name, String why) {
        ignored.add(new Change(source.key(name), why));
    }

    void remark(String remark) {
        remarks.add(remark);
    }

    WeightsReport finish(String family, int channels) {
        return new WeightsReport(family, source.prefix(), channels, matched, folded, resized, ignored, remarks);
    }
}
