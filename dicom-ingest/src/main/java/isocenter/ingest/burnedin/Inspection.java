package isocenter.ingest.burnedin;

import java.util.List;

/** Whether an image's pixels may show who the patient is. */
public sealed interface Inspection {
    Inspection CLEAN = new Clean();

    /** Nothing points at text. */
    record Clean() implements Inspection {}

    /**
     * A person has to look before the image is kept.
     *
     * @param reason in words, without any value of the image
     * @param regions where, in the coordinates of a frame; empty where the whole image is meant
     */
    record Suspect(String reason, List<Region> regions) implements Inspection {
        public Suspect {
            regions = List.copyOf(regions);
        }
    }
}
