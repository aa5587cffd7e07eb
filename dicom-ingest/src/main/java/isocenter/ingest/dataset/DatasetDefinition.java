package isocenter.ingest.dataset;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a dataset shall hold and how it is split.
 *
 * @param name lower-case letters, digits, '.', '_' and '-', at most 64
 * @param where conditions by key ({@code modality=CR,DX}, {@code bodyPart=CHEST}, {@code sex=F}, {@code age=18..90},
 *     {@code site=…}, {@code manufacturer=…}), or by an attribute of the catalogue
 *     ({@code StudyDescription=*thorax*}); empty takes every image
 * @param seed changes which patients fall into which part
 * @param train fraction of patients; the three sum to 1. Not used with a fixed split
 * @param fixedSplit SOP Instance UID (original or pseudonymous) to part; null splits by seed and fractions. Images
 *     that it does not name are left out
 * @param frames which frames of the matching objects are taken
 * @throws DatasetException when the name or the fractions are not usable
 */
public record DatasetDefinition(
        String name,
        Map<String, String> where,
        long seed,
        double train,
        double validation,
        double test,
        @Nullable Map<String, SplitPart> fixedSplit,
        FramePolicy frames) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final double TOLERANCE = 1e-9;

    /** Takes objects of a single frame. */
    public DatasetDefinition(
            String name,
            Map<String, String> where,
            long seed,
            double train,
            double validation,
            double test,
            @Nullable Map<String, SplitPart> fixedSplit) {
        this(name, where, seed, train, validation, test, fixedSplit, FramePolicy.SINGLE);
    }

    public DatasetDefinition {
        if (!NAME.matcher(name).matches()) {
            throw new DatasetException("a dataset's name consists of a-z, 0-9, '.', '_' and '-', starts with a letter"
                    + " or digit and has at most 64 characters");
        }
        for (double fraction : new double[] {train, validation, test}) {
            if (!(fraction >= 0 && fraction <= 1)) {
                throw new DatasetException("each fraction of the split must lie in [0, 1]");
            }
        }
        if (Math.abs(train + validation + test - 1) > TOLERANCE) {
            throw new DatasetException(
                    "the fractions of the split must sum to 1, these sum to " + (train + validation + test));
        }
        where = Map.copyOf(where);
        fixedSplit = fixedSplit == null ? null : Map.copyOf(fixedSplit);
    }
}
