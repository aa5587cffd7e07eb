package isocenter.ingest.burnedin;

import isocenter.ingest.burnedin.Inspection.Suspect;
import isocenter.ingest.pixel.Frames;
import isocenter.ingest.pixel.StoredFrame;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for writing in the frames of one object. Where frames are decoded anyway, hand them in as they come; each of up
 * to sixteen is searched, and of more frames sixteen, first and last among them.
 */
public final class PixelInspector implements Frames.Visitor {
    private static final int MOST_FRAMES = 16;
    private static final int MOST_REGIONS = 64;

    private final Frames frames;
    private final BurnedInRules rules;
    private final Inspection declared;
    private final List<Region> regions = new ArrayList<>();
    private int places;

    /**
     * An inspection to be fed with frames.
     *
     * @param declared what the header says; a suspect stays one, whatever is found
     */
    public PixelInspector(Frames frames, BurnedInRules rules, Inspection declared) {
        this.frames = frames;
        this.rules = rules;
        this.declared = declared;
    }

    /** Decodes and inspects the frames that are searched. */
    public static Inspection inspect(Frames frames, BurnedInRules rules, Inspection declared) {
        PixelInspector inspector = new PixelInspector(frames, rules, declared);
        for (int i = 0; i < frames.count(); i++) {
            if (inspector.isSearched(i)) {
                inspector.visit(i, frames.stored(i));
            }
        }
        return inspector.result();
    }

    @Override
    public void visit(int index, StoredFrame frame) {
        if (!isSearched(index)) {
            return;
        }
        for (int[] plane : SearchPlanes.of(frames, index, frame)) {
            List<Region> found = TextSearch.linesIn(plane, frame.rows(), frame.columns());
            places = Math.max(places, found.size());
            found.stream()
                    .filter(region -> regions.size() < MOST_REGIONS && !regions.contains(region))
                    .forEach(regions::add);
        }
    }

    private boolean isSearched(int index) {
        int count = frames.count();
        if (!rules.search() || count <= MOST_FRAMES) {
            return rules.search();
        }
        // the frames nearest to sixteen even steps from first to last
        long step = Math.round((double) index * (MOST_FRAMES - 1) / (count - 1));
        return index == Math.round((double) step * (count - 1) / (MOST_FRAMES - 1));
    }

    /** After the last frame. */
    public Inspection result() {
        if (declared instanceof Suspect suspect) {
            List<Region> all = suspect.regions().isEmpty() ? regions : suspect.regions();
            return new Suspect(suspect.reason(), all);
        }
        return regions.isEmpty()
                ? Inspection.CLEAN
                : new Suspect(
                        "likely text burned into the pixels at %d place%s: look at it before it is kept"
                                .formatted(places, places == 1 ? "" : "s"),
                        regions);
    }
}
