package isocenter.ingest.volume;

import isocenter.audit.content.Sha256;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The name of a volume: a hash over its slices, so that the same slices are the same volume and others another. */
public final class VolumeId {
    private VolumeId() {}

    /**
     * @param slices in the order of the volume
     * @param sha256 of an instance, as text
     * @return lower-case hex
     */
    public static String of(List<FrameRef> slices, UnaryOperator<String> sha256) {
        return Sha256.hex(slices.stream()
                .map(ref -> sha256.apply(ref.instance()) + " " + ref.frame())
                .collect(Collectors.joining("\n", "volume " + VolumeAssembler.VERSION + "\n", "")));
    }
}
