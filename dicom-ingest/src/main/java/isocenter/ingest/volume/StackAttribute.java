package isocenter.ingest.volume;

import isocenter.ingest.dicom.DataDictionary;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.pixel.FunctionalGroups;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Attributes by which images of one place differ, in the order in which they are tried: first what the picture shows,
 * then how it was weighted, then when it was made. Each is looked for in its functional group and at the top level.
 */
enum StackAttribute {
    IMAGE_TYPE(
            "ImageType",
            place("MRImageFrameTypeSequence", "FrameType"),
            place("CTImageFrameTypeSequence", "FrameType")),
    COMPLEX_COMPONENT("ComplexImageComponent", place("MRImageFrameTypeSequence", "ComplexImageComponent")),
    ECHO_NUMBER("EchoNumbers"),
    ECHO_TIME("EchoTime", place("MREchoSequence", "EffectiveEchoTime")),
    INVERSION_TIME("InversionTime", place("MRModifierSequence", "InversionTimes")),
    B_VALUE("DiffusionBValue", place("MRDiffusionSequence", "DiffusionBValue")),
    GRADIENT(
            "DiffusionGradientOrientation",
            place("MRDiffusionSequence", "DiffusionGradientDirectionSequence", "DiffusionGradientOrientation")),
    TEMPORAL_POSITION("TemporalPositionIdentifier", place("FrameContentSequence", "TemporalPositionIndex")),
    CARDIAC_PHASE(
            "NominalPercentageOfCardiacPhase",
            place("CardiacSynchronizationSequence", "NominalPercentageOfCardiacPhase")),
    TRIGGER_TIME("TriggerTime", place("CardiacSynchronizationSequence", "NominalCardiacTriggerDelayTime")),
    ACQUISITION("AcquisitionNumber", place("FrameContentSequence", "FrameAcquisitionNumber")),
    TUBE_VOLTAGE("KVP", place("CTXRayDetailsSequence", "KVP"));

    private final String keyword;
    private final int tag;
    private final List<int[]> places;

    /**
     * @param keyword of the attribute at the top level
     * @param places tags from a functional group's sequence down to the attribute
     */
    StackAttribute(String keyword, int[]... places) {
        this.keyword = keyword;
        this.tag = tag(keyword);
        this.places = List.of(places);
    }

    private static int[] place(String... keywords) {
        return Stream.of(keywords).mapToInt(StackAttribute::tag).toArray();
    }

    static int tag(String keyword) {
        return DataDictionary.tag(keyword)
                .orElseThrow(() -> new IllegalArgumentException(keyword + " is not in the dictionary"));
    }

    /** Of the attribute at the top level. */
    String keyword() {
        return keyword;
    }

    /** The values for a frame, in one text; empty where there are none. */
    Optional<String> read(FunctionalGroups groups, int frame) {
        return places.stream()
                .flatMap(place ->
                        groups.group(frame, place[0]).stream().flatMap(item -> inside(item, place, 1).stream()))
                .findFirst()
                .or(() -> values(groups.dataSet(), tag));
    }

    private static Optional<String> inside(DataSet item, int[] place, int depth) {
        return depth == place.length - 1
                ? values(item, place[depth])
                : item.items(place[depth]).stream().findFirst().flatMap(inner -> inside(inner, place, depth + 1));
    }

    /** Numbers as numbers, so that 30 and 30.0 are one. */
    private static Optional<String> values(DataSet dataSet, int tag) {
        double[] numbers = dataSet.numbers(tag);
        String text = numbers.length > 0
                ? DoubleStream.of(numbers).mapToObj(Double::toString).collect(Collectors.joining("\\"))
                : String.join("\\", dataSet.texts(tag));
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
