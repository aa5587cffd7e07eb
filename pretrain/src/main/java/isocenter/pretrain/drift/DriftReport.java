package isocenter.pretrain.drift;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the images that a backbone and its forebears have not learned from differ from those that they have.
 *
 * @param backbone its id
 * @param dataset {@code name@version} that was looked at; its training part alone
 * @param oldImages learned from already
 * @param newImages not yet
 * @param compared images whose features were compared, old and new together
 * @param features squared maximum mean discrepancy of the features; null where a side has fewer than {@value Drift#FEWEST}
 *     images
 * @param attributes how they were taken, and of whom
 */
public record DriftReport(
        String backbone,
        String dataset,
        int oldImages,
        int oldPatients,
        int newImages,
        int newPatients,
        int compared,
        @Nullable Shift features,
        List<AttributeShift> attributes) {

    /** Names of what differs beyond chance at 5 %, by Holm's method over all that was looked at; {@code features} first. */
    public List<String> drifted() {
        return Holm.rejected(this, 0.05);
    }
}
