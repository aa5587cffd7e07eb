package isocenter.pretrain.weights;

import java.util.List;

/**
 * What became of every tensor of a weights file. Each of its names stands in exactly one of {@code matched}, {@code folded},
 * {@code resized} and {@code ignored}. No list of missing ones: an encoder that lacks a weight is refused.
 *
 * @param family whose names the file uses
 * @param prefix before the encoder's names, often empty
 * @param channels that the source takes
 * @param matched taken as they are
 * @param folded taken, and changed so that this encoder computes what the source does
 * @param resized taken, and interpolated to another grid of patches
 * @param ignored of no use to an encoder
 * @param remarks what the reader should know besides
 */
public record WeightsReport(
        String family,
        String prefix,
        int channels,
        List<String> matched,
        List<Change> folded,
        List<Change> resized,
        List<Change> ignored,
        List<String> remarks) {

    public WeightsReport {
        matched = List.copyOf(matched);
        folded = List.copyOf(folded);
        resized = List.copyOf(resized);
        ignored = List.copyOf(ignored);
        remarks = List.copyOf(remarks);
    }

    /**
     * One tensor and what was done with it.
     *
     * @param key its name in the file
     */
    public record Change(String key, String how) {}
}
