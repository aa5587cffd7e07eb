package isocenter.ingest.deidentify;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.Vr;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The private blocks of one data set (PS3.5 section 7.8.1): who created each, and which of them are still needed. */
final class PrivateBlocks {
    private final SafePrivateAttributes safe;
    /** Tag of the creator's element → its name. */
    private final Map<Integer, String> names = new HashMap<>();

    private final Collection<Integer> needed = new TreeSet<>();

    PrivateBlocks(DataSet source, SafePrivateAttributes safe) {
        this.safe = safe;
        for (Element element : source) {
            int number = element.tag() & 0xffff;
            if (Tags.isPrivate(element.tag()) && number >= 0x10 && number <= 0xff) {
                source.text(element.tag()).ifPresent(name -> names.put(element.tag(), name));
            }
        }
    }

    /** The VR of a safe attribute; null for any other, creators among them. */
    @Nullable
    Vr safeVr(int tag) {
        String name = names.get(creatorOf(tag));
        return name == null || (tag & 0xffff) < 0x1000 ? null : safe.vr(tag, name);
    }

    /** Remembers that a kept element needs its creator. */
    @Nullable
    Element used(@Nullable Element kept) {
        if (kept != null) {
            needed.add(creatorOf(kept.tag()));
        }
        return kept;
    }

    /** The creators' elements that the kept attributes need; their names are those of the table. */
    List<Element> creators() {
        List<Element> elements = new ArrayList<>();
        for (int tag : needed) {
            elements.add(Element.text(tag, Vr.LO, names.getOrDefault(tag, "")));
        }
        return elements;
    }

    private static int creatorOf(int tag) {
        return (tag & 0xffff0000) | (tag >>> 8 & 0xff);
    }
}
