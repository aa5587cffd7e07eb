package isocenter.ingest.dicom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The data elements of PS3.6: what a tag is called, and its VR where a file does not say. */
public final class DataDictionary {
    private record Entry(Vr vr, String keyword) {}

    private record Repeating(int mask, int pattern, Entry entry) {}

    private static final Map<Integer, Entry> ENTRIES = new HashMap<>(8192);
    private static final Map<String, Integer> BY_KEYWORD = new HashMap<>(8192);
    private static final List<Repeating> REPEATING = new ArrayList<>();

    static {
        load();
    }

    private DataDictionary() {}

    /** The tag of a keyword such as {@code PatientID}. */
    public static OptionalInt tag(String keyword) {
        Integer tag = BY_KEYWORD.get(keyword);
        return tag == null ? OptionalInt.empty() : OptionalInt.of(tag);
    }

    /** All tags but those of repeating groups. */
    public static Set<Integer> tags() {
        return Collections.unmodifiableSet(ENTRIES.keySet());
    }

    /** All keywords. */
    public static Set<String> keywords() {
        return Collections.unmodifiableSet(BY_KEYWORD.keySet());
    }

    /** The keyword of a tag; empty for private and unknown tags. */
    public static Optional<String> keyword(int tag) {
        return find(tag).map(Entry::keyword);
    }

    /** The VR of a tag; empty when the standard does not define the tag. */
    public static Optional<Vr> vr(int tag) {
        if ((tag & 0xFFFF) == 0) {
            return Optional.of(Vr.UL); // group lengths
        }
        if (Tags.isPrivate(tag)) {
            int element = tag & 0xFFFF;
            return element >= 0x10 && element <= 0xFF ? Optional.of(Vr.LO) : Optional.empty();
        }
        return find(tag).map(Entry::vr);
    }

    private static Optional<Entry> find(int tag) {
        Entry exact = ENTRIES.get(tag);
        if (exact != null) {
            return Optional.of(exact);
        }
        return REPEATING.stream()
                .filter(r -> (tag & r.mask()) == r.pattern())
                .map(Repeating::entry)
                .findFirst();
    }

    private static void load() {
        try (InputStream in = DataDictionary.class.getResourceAsStream("data-elements.tsv")) {
            if (in == null) {
                throw new IllegalStateException("data-elements.tsv is missing from the application's jar; rebuild it");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            lines.lines().filter(line -> !line.startsWith("#")).forEach(DataDictionary::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(String line) {
        String[] columns = line.split("\t", -1);
        Entry entry = new Entry(defaultVr(columns[1]), columns[3]);
        int pattern = Integer.parseUnsignedInt(columns[0].replace('x', '0'), 16);
        if (columns[0].indexOf('x') < 0) {
            ENTRIES.put(pattern, entry);
            BY_KEYWORD.put(entry.keyword(), pattern);
        } else {
            int mask = Integer.parseUnsignedInt(
                    columns[0].replaceAll("[0-9A-F]", "F").replace('x', '0'), 16);
            REPEATING.add(new Repeating(mask, pattern, entry));
        }
    }

    /** Of alternatives the one that keeps the bytes: OW before OB and US (PS3.5 annex A.1). */
    private static Vr defaultVr(String alternatives) {
        return alternatives.contains("OW") ? Vr.OW : Vr.valueOf(alternatives.substring(0, 2));
    }
}
