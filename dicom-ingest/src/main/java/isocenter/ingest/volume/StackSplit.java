package isocenter.ingest.volume;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tells apart volumes at one place: echoes, phases, diffusion weightings, repetitions. An attribute separates when it
 * differs between frames of one place and has no more values than a place has frames; so a number that every frame has of
 * its own separates nothing. What no attribute separates, though every place has equally many frames, goes by order.
 */
final class StackSplit {
    /** Of a pixel, along the normal: frames that differ less lie at one place. */
    private static final double SAME_PLACE = 0.02;

    /**
     * @param frames of one volume, duplicates included, in their order
     * @param distinguished attributes that separated it from the others, by keyword
     * @param byOrder into how many it was separated by order alone; 1 for not at all
     */
    record Stack(List<FramePlane> frames, Map<String, String> distinguished, int byOrder) {}

    private final List<Stack> stacks = new ArrayList<>();

    private StackSplit() {}

    /** @param parallel frames of one orientation in their order */
    static List<Stack> of(List<FramePlane> parallel) {
        StackSplit split = new StackSplit();
        split.split(parallel, 0, Map.of());
        return split.stacks;
    }

    private void split(List<FramePlane> frames, int from, Map<String, String> distinguished) {
        List<List<FramePlane>> places = places(frames);
        int most = places.stream().mapToInt(List::size).max().orElse(0);
        StackAttribute[] attributes = StackAttribute.values();
        for (int i = from; most > 1 && i < attributes.length; i++) {
            if (separates(attributes[i], frames, places, most)) {
                Map<String, List<FramePlane>> byValue = new LinkedHashMap<>();
                for (FramePlane frame : frames) {
                    byValue.computeIfAbsent(frame.attribute(attributes[i]), value -> new ArrayList<>())
                            .add(frame);
                }
                for (Map.Entry<String, List<FramePlane>> part : byValue.entrySet()) {
                    Map<String, String> more = new TreeMap<>(distinguished);
                    more.put(attributes[i].keyword(), part.getKey());
                    split(part.getValue(), i + 1, more);
                }
                return;
            }
        }
        byOrder(frames, places, most, distinguished);
    }

    private static boolean separates(
            StackAttribute attribute, List<FramePlane> frames, List<List<FramePlane>> places, int most) {
        return values(attribute, frames) <= most && places.stream().anyMatch(place -> values(attribute, place) > 1);
    }

    private static int values(StackAttribute attribute, List<FramePlane> frames) {
        Set<String> values = new HashSet<>();
        frames.forEach(frame -> values.add(frame.attribute(attribute)));
        return values.size();
    }

    private void byOrder(
            List<FramePlane> frames, List<List<FramePlane>> places, int most, Map<String, String> distinguished) {
        boolean even = places.size() > 1 && places.stream().allMatch(place -> place.size() == most);
        if (most == 1 || !even) {
            stacks.add(new Stack(frames, distinguished, 1));
            return;
        }
        for (int n = 0; n < most; n++) {
            int nth = n;
            stacks.add(new Stack(places.stream().map(place -> place.get(nth)).toList(), distinguished, most));
        }
    }

    /** Frames by place along the normal, each place in the order of its frames. */
    static List<List<FramePlane>> places(List<FramePlane> frames) {
        Plane first = frames.get(0).requirePlane();
        Vector3 normal = first.normal();
        double tolerance = SAME_PLACE * Math.min(first.rowSpacing(), first.columnSpacing());
        List<FramePlane> along = frames.stream()
                .sorted(java.util.Comparator.comparingDouble(
                        frame -> frame.requirePlane().origin().dot(normal)))
                .toList();
        List<List<FramePlane>> places = new ArrayList<>();
        double start = Double.NEGATIVE_INFINITY;
        for (FramePlane frame : along) {
            double height = frame.requirePlane().origin().dot(normal);
            if (height - start > tolerance) {
                places.add(new ArrayList<>());
                start = height;
            }
            places.get(places.size() - 1).add(frame);
        }
        places.forEach(place -> place.sort(FramePlane.ORDER));
        return places;
    }
}
