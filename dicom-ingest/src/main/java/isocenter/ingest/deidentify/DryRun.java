package isocenter.ingest.deidentify;

import isocenter.ingest.burnedin.Inspection;
import isocenter.ingest.burnedin.PixelInspector;
import isocenter.ingest.deidentify.Deidentification.Deidentified;
import isocenter.ingest.deidentify.Deidentification.Refused;
import isocenter.ingest.dicom.DataDictionary;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.pixel.Frames;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What de-identification would do to one object, by tag and without any value. */
public final class DryRun {
    /** What becomes of an attribute. */
    public enum Outcome {
        KEPT,
        CHANGED,
        EMPTIED,
        REMOVED,
        ADDED
    }

    /**
     * What becomes of one attribute.
     *
     * @param path keywords from the root with items counted from 1, tags where there is no keyword
     * @param vr before, or after where it was added
     */
    public record Change(String path, String vr, Outcome outcome) {}

    /**
     * The whole of it.
     *
     * @param refusal why the object would not be kept at all, empty where it would
     * @param inspection what its pixels would be held for
     * @param changes one for each attribute, in the order of the tags
     */
    public record Report(String refusal, Inspection inspection, List<Change> changes) {}

    private DryRun() {}

    /** @throws isocenter.ingest.pixel.PixelDecodeException when the pixels cannot be read */
    public static Report of(Deidentifier deidentifier, DicomObject object) {
        Deidentification result = deidentifier.deidentify(object);
        if (result instanceof Refused refused) {
            return new Report(refused.reason(), Inspection.CLEAN, List.of());
        }
        Deidentified kept = (Deidentified) result;
        Inspection inspection = PixelInspector.inspect(
                Frames.of(kept.object()), deidentifier.profile().burnedIn(), kept.declared());
        List<Change> changes = new ArrayList<>();
        compare("", object.dataSet(), kept.object().dataSet(), changes);
        return new Report("", inspection, changes);
    }

    private static void compare(String prefix, DataSet before, DataSet after, List<Change> changes) {
        Set<Integer> tags = new TreeSet<>(Integer::compareUnsigned);
        before.forEach(element -> tags.add(element.tag()));
        after.forEach(element -> tags.add(element.tag()));
        for (int tag : tags) {
            Element old = before.get(tag).orElse(null);
            Element now = after.get(tag).orElse(null);
            String path = prefix + DataDictionary.keyword(tag).orElse(Tags.format(tag));
            Element known = Objects.requireNonNull(old == null ? now : old);
            changes.add(new Change(path, known.vr().name(), outcome(old, now)));
            if (old != null && now != null) {
                for (int i = 0; i < old.items().size() && i < now.items().size(); i++) {
                    compare(
                            path + "[" + (i + 1) + "].",
                            old.items().get(i),
                            now.items().get(i),
                            changes);
                }
            }
        }
    }

    private static Outcome outcome(@Nullable Element old, @Nullable Element now) {
        if (old == null) {
            return Outcome.ADDED;
        }
        if (now == null) {
            return Outcome.REMOVED;
        }
        boolean empty = now.length() == 0 && now.items().isEmpty();
        if (empty && (old.length() > 0 || !old.items().isEmpty())) {
            return Outcome.EMPTIED;
        }
        boolean same = old.bytes().equals(now.bytes())
                && old.fragments().equals(now.fragments())
                && old.items().size() == now.items().size();
        return same ? Outcome.KEPT : Outcome.CHANGED;
    }
}
