package isocenter.ingest.volume;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** Something irregular about a volume or its series; each is named, none is repaired in silence. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Finding.GantryTilt.class, name = "gantryTilt"),
    @JsonSubTypes.Type(value = Finding.MissingSlices.class, name = "missingSlices"),
    @JsonSubTypes.Type(value = Finding.UnequalSpacing.class, name = "unequalSpacing"),
    @JsonSubTypes.Type(value = Finding.DuplicateSlices.class, name = "duplicateSlices"),
    @JsonSubTypes.Type(value = Finding.ToldApartByOrder.class, name = "toldApartByOrder"),
    @JsonSubTypes.Type(value = Finding.MixedOrientations.class, name = "mixedOrientations"),
    @JsonSubTypes.Type(value = Finding.MixedSizes.class, name = "mixedSizes"),
    @JsonSubTypes.Type(value = Finding.NotInPatientCoordinates.class, name = "notInPatientCoordinates")
})
public sealed interface Finding {
    /** Whether the slices, as listed, are not one even grid along their step. */
    default boolean breaksTheGrid() {
        return false;
    }

    /**
     * The stack is sheared: going from slice to slice it moves sideways too. The geometry's step holds the true
     * direction.
     *
     * @param degrees between step and normal
     */
    record GantryTilt(double degrees) implements Finding {}

    /**
     * Gaps are whole multiples of the spacing.
     *
     * @param count slices that would fill them
     */
    record MissingSlices(int count) implements Finding {
        @Override
        public boolean breaksTheGrid() {
            return true;
        }
    }

    /** Gaps differ otherwise; smallest and largest in mm. */
    record UnequalSpacing(double smallest, double largest) implements Finding {
        @Override
        public boolean breaksTheGrid() {
            return true;
        }
    }

    /** Several frames show one place and nothing tells them apart; the first of each is kept, these are not. */
    record DuplicateSlices(List<FrameRef> leftOut) implements Finding {
        public DuplicateSlices {
            leftOut = List.copyOf(leftOut);
        }
    }

    /**
     * Every place is shown equally often and no attribute says why: the first of each place were taken for one volume,
     * the second for another, and so on.
     */
    record ToldApartByOrder(int volumes) implements Finding {}

    /** The series has several orientations, as localisers do; each is a volume of its own. */
    record MixedOrientations(int orientations) implements Finding {}

    /** The series has several matrix sizes or pixel spacings; each is a volume of its own. */
    record MixedSizes(int sizes) implements Finding {}

    /** The coordinates are not the patient's: which way is up is unknown (Enhanced US Volume). */
    record NotInPatientCoordinates() implements Finding {}
}
