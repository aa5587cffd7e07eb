package isocenter.ingest.deidentify;

import isocenter.ingest.dicom.DataDictionary;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Vr;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an object itself says of who and where: names of persons, numbers, addresses, institutions, at any depth. Its
 * descriptions must not say it again, in whatever order, case or accents.
 */
final class Identifiers {
    private static final int SHORTEST_NUMBER = 3;

    /** Attributes of Table E.1-1 with text that no option calls a description: identifying by what they are. */
    private static final Set<Integer> IDENTIFYING = identifying();

    private final Set<String> persons = new HashSet<>();
    private final Set<String> labels = new HashSet<>();
    private final Set<String> phrases = new HashSet<>();

    private Identifiers() {}

    private static Set<Integer> identifying() {
        AttributeTable table = new AttributeTable();
        return table.tags().stream()
                .filter(tag -> switch (DataDictionary.vr(tag).orElse(Vr.UN)) {
                    case LO, SH, UC, ST, LT, UT, AE ->
                        !table.row(tag).orElseThrow().hasOption(ConfidentialityOption.CLEAN_DESCRIPTORS);
                    default -> false;
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    static Identifiers of(DataSet object) {
        Identifiers found = new Identifiers();
        found.collect(object);
        return found;
    }

    private void collect(DataSet dataSet) {
        for (Element element : dataSet) {
            if (element.isSequence()) {
                element.items().forEach(this::collect);
            } else if (element.vr() == Vr.PN) {
                dataSet.texts(element.tag()).forEach(this::addPerson);
            } else if (element.vr().isText() && IDENTIFYING.contains(element.tag())) {
                dataSet.texts(element.tag()).forEach(this::addLabel);
            }
        }
    }

    private void addPerson(String name) {
        for (Words.Word word : Words.of(name)) {
            if (word.folded().length() > 1) {
                persons.add(word.folded());
            }
        }
    }

    /** Of a number, an address or an institution: words with digits, the whole, and any two words that follow each other. */
    private void addLabel(String label) {
        List<Words.Word> parts = Words.of(label);
        for (int i = 0; i < parts.size(); i++) {
            String word = parts.get(i).folded();
            if (word.length() >= SHORTEST_NUMBER && word.chars().anyMatch(Character::isDigit)) {
                labels.add(word);
            }
            if (i > 0) {
                phrases.add(parts.get(i - 1).folded() + ' ' + word);
            }
        }
        if (parts.size() == 1 && parts.get(0).folded().length() > 1) {
            labels.add(parts.get(0).folded());
        }
    }

    /** A word of a name, a number, or the whole of an address or an institution. */
    boolean hasWord(String folded) {
        return persons.contains(folded) || labels.contains(folded);
    }

    /** A word of a name, or a number of a record: an institution may well be called after the maker of its devices. */
    boolean hasPersonOrNumber(String folded) {
        return persons.contains(folded)
                || labels.contains(folded) && folded.chars().anyMatch(Character::isDigit);
    }

    boolean hasPhrase(String first, String second) {
        return phrases.contains(first + ' ' + second);
    }
}
