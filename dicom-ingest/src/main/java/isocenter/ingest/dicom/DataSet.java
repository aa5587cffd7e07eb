package isocenter.ingest.dicom;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Elements ordered by tag. Text is decoded by the data set's Specific Character Set, which the items of a sequence
 * inherit (PS3.3 C.12.1.1.2). Not safe for concurrent change; safe for concurrent reading.
 */
public final class DataSet implements Iterable<Element> {
    private final TreeMap<Integer, Element> elements = new TreeMap<>(Integer::compareUnsigned);
    private final CharacterSet inherited;
    private @Nullable CharacterSet characterSet;

    public DataSet() {
        this(CharacterSet.DEFAULT);
    }

    DataSet(CharacterSet inherited) {
        this.inherited = inherited;
    }

    public Optional<Element> get(int tag) {
        return Optional.ofNullable(elements.get(tag));
    }

    public boolean contains(int tag) {
        return elements.containsKey(tag);
    }

    /** True when the element is present and has at least one byte, item or fragment. */
    public boolean hasValue(int tag) {
        Element element = elements.get(tag);
        return element != null && (element.length() > 0 || !element.items().isEmpty());
    }

    /** The first value as text, without padding; empty where absent, empty or not text. */
    public Optional<String> text(int tag) {
        List<String> values = texts(tag);
        return values.isEmpty() || values.get(0).isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    /** All values as text, without padding; binary numbers are not turned into text. */
    public List<String> texts(int tag) {
        Element element = elements.get(tag);
        return element == null ? List.of() : ElementText.values(element, characterSet());
    }

    /** The first value as an integer (binary integers, IS, and DS without a fraction); empty where it is none. */
    public OptionalInt integer(int tag) {
        OptionalDouble value = number(tag);
        return value.isPresent() && value.getAsDouble() == (int) value.getAsDouble()
                ? OptionalInt.of((int) value.getAsDouble())
                : OptionalInt.empty();
    }

    /** The first value as a number (binary, IS, DS); empty where it is none. NaN and infinities are handed on. */
    public OptionalDouble number(int tag) {
        double[] values = numbers(tag);
        return values.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(values[0]);
    }

    /** All values as numbers; an empty array where absent or where any value is not a number. */
    public double[] numbers(int tag) {
        Element element = elements.get(tag);
        return element == null ? new double[0] : ElementNumbers.values(element);
    }

    /** The items of a sequence; empty where absent or not a sequence. */
    public List<DataSet> items(int tag) {
        Element element = elements.get(tag);
        return element == null ? List.of() : element.items();
    }

    /** Adds the element, in place of one with the same tag. */
    public DataSet put(Element element) {
        elements.put(element.tag(), element);
        if (element.tag() == Tags.SPECIFIC_CHARACTER_SET) {
            characterSet = null;
        }
        return this;
    }

    /** Adds text under the VR that the dictionary gives; see {@link Element#text} for characters beyond ASCII. */
    public DataSet putText(int tag, String... values) {
        return put(Element.text(tag, DataDictionary.vr(tag).orElse(Vr.UN), values));
    }

    /** Adds binary integers under the VR that the dictionary gives. */
    public DataSet putIntegers(int tag, long... values) {
        return put(Element.integers(tag, DataDictionary.vr(tag).orElse(Vr.UN), values));
    }

    public Optional<Element> remove(int tag) {
        if (tag == Tags.SPECIFIC_CHARACTER_SET) {
            characterSet = null;
        }
        return Optional.ofNullable(elements.remove(tag));
    }

    /** A copy whose sequences are copied too, so that neither changes the other; value bytes are shared. */
    public DataSet copy() {
        return copy(inherited);
    }

    private DataSet copy(CharacterSet parent) {
        DataSet copy = new DataSet(parent);
        for (Element element : elements.values()) {
            if (element.value() instanceof Value.Items items) {
                List<DataSet> copies = items.dataSets().stream()
                        .map(item -> item.copy(item.inherited))
                        .toList();
                copy.put(new Element(element.tag(), element.vr(), new Value.Items(copies)));
            } else {
                copy.put(element);
            }
        }
        return copy;
    }

    public int size() {
        return elements.size();
    }

    public boolean isEmpty() {
        return elements.isEmpty();
    }

    @Override
    public Iterator<Element> iterator() {
        return elements().iterator();
    }

    /** The elements in order of their tags, unmodifiable; for removal while walking, walk a {@code List.copyOf}. */
    public Collection<Element> elements() {
        return java.util.Collections.unmodifiableCollection(elements.values());
    }

    CharacterSet characterSet() {
        CharacterSet current = characterSet;
        if (current == null) {
            Element declared = elements.get(Tags.SPECIFIC_CHARACTER_SET);
            current =
                    declared == null ? inherited : CharacterSet.of(ElementText.values(declared, CharacterSet.DEFAULT));
            characterSet = current;
        }
        return current;
    }

    /** The number of elements; never a value. */
    @Override
    public String toString() {
        return "DataSet of " + elements.size() + " elements";
    }
}
