package isocenter.ingest.deidentify.score;

import isocenter.ingest.burnedin.Inspection;
import isocenter.ingest.burnedin.PixelInspector;
import isocenter.ingest.deidentify.Deidentification;
import isocenter.ingest.deidentify.Deidentification.Deidentified;
import isocenter.ingest.deidentify.Deidentifier;
import isocenter.ingest.deidentify.score.Check.Action;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.DicomWriter;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Part10Parser;
import isocenter.ingest.pixel.Frames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Holds the answers of a de-identifier against the key; a file that is missing fails every check of what must be kept. */
final class AnswerScore {
    private static final Set<String> STOPWORDS =
            Set.of("and", "of", "the", "with", "for", "to", "on", "at", "in", "by", "per", "a");

    /** Right and wrong answers of one action. */
    record Count(int right, int wrong) {}

    private final Deidentifier deidentifier;
    private final Map<Action, Count> counts = new EnumMap<>(Action.class);
    private final List<String> misses = new ArrayList<>();
    private final Map<String, String> uids = new HashMap<>();
    private final Map<String, String> patients = new HashMap<>();
    private final Map<String, Long> days = new HashMap<>();

    AnswerScore(Deidentifier deidentifier) {
        this.deidentifier = deidentifier;
    }

    Map<Action, Count> counts() {
        return counts;
    }

    /** What went wrong: object, action and place; never a value. */
    List<String> misses() {
        return misses;
    }

    void add(SyntheticObject object) {
        Answer answer = answer(object);
        for (Check check : object.checks) {
            boolean right;
            try {
                right = isRight(check, object, answer);
            } catch (RuntimeException e) {
                right = false;
                misses.add("exception " + e.getClass().getSimpleName());
            }
            counts.merge(
                    check.action(),
                    right ? new Count(1, 0) : new Count(0, 1),
                    (a, b) -> new Count(a.right() + b.right(), a.wrong() + b.wrong()));
            if (!right) {
                misses.add(object.name + " " + check.action() + " " + check.place());
            }
        }
    }

    /**
     * @param kept as it would be read back from its file; null when it was refused or is held
     */
    private record Answer(DicomObject kept, byte[] file, boolean held, boolean refused) {}

    private Answer answer(SyntheticObject object) {
        Deidentification result = deidentifier.deidentify(object.object());
        if (!(result instanceof Deidentified kept)) {
            return new Answer(null, new byte[0], false, true);
        }
        Inspection inspection = PixelInspector.inspect(
                Frames.of(kept.object()), deidentifier.profile().burnedIn(), kept.declared());
        if (inspection instanceof Inspection.Suspect) {
            return new Answer(null, new byte[0], true, false);
        }
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            DicomWriter.write(kept.object(), out);
            return new Answer(new Part10Parser().parse(out.toByteArray()), out.toByteArray(), false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isRight(Check check, SyntheticObject object, Answer answer) {
        if (check.action() == Action.OBJECT_HELD) {
            return answer.held();
        }
        if (check.action() == Action.OBJECT_REFUSED) {
            return answer.refused();
        }
        if (answer.kept() == null) {
            return false;
        }
        Element element = find(answer.kept().dataSet(), check.path());
        List<String> values = values(answer.kept().dataSet(), check.path());
        String text = String.join("\\", values);
        return switch (check.action()) {
            case TAG_RETAINED -> element != null;
            case TEXT_NOTNULL -> element != null && element.length() > 0;
            case TEXT_RETAINED -> words(text).containsAll(words(check.text()));
            case TEXT_REMOVED -> element == null || noneOf(text, element, check, object);
            case DATE_SHIFTED -> isShifted(text, check.text(), object);
            case UID_CHANGED -> !text.isEmpty() && !text.contains(check.text());
            case UID_CONSISTENT -> isSame(uids, check.text(), text);
            case PATID_CONSISTENT -> isSame(patients, object.person.issuer() + "/" + check.text(), text);
            case PIXELS_HIDDEN -> isBlank(answer.kept(), region(check));
            case PIXELS_RETAINED -> samePixels(object.object(), answer.kept(), region(check));
            case BYTES_CLEAN -> secretsIn(answer.file(), object).isEmpty();
            default -> false;
        };
    }

    private static Element find(DataSet root, List<Integer> path) {
        DataSet at = inner(root, path);
        return at == null || path.isEmpty()
                ? null
                : at.get(path.get(path.size() - 1)).orElse(null);
    }

    private static List<String> values(DataSet root, List<Integer> path) {
        DataSet at = inner(root, path);
        return at == null || path.isEmpty() ? List.of() : at.texts(path.get(path.size() - 1));
    }

    private static DataSet inner(DataSet root, List<Integer> path) {
        DataSet at = root;
        for (int i = 0; i + 1 < path.size(); i++) {
            List<DataSet> items = at.items(path.get(i));
            if (items.isEmpty()) {
                return null;
            }
            at = items.get(0);
        }
        return at;
    }

    static Set<String> words(String text) {
        Set<String> words = new TreeSet<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{M}\\p{N}.]+")) {
            String bare = word.replaceAll("^\\.+|\\.+$", "");
            if (!bare.isEmpty() && !STOPWORDS.contains(bare)) {
                words.add(bare.matches("-?\\d+(\\.\\d+)?") ? number(bare) : bare);
            }
        }
        return words;
    }

    private static String number(String text) {
        return text.length() < 12 ? "" + Double.parseDouble(text) : text;
    }

    /** No word of the secret that is not a word of the same attribute's harmless part. */
    private static boolean noneOf(String text, Element element, Check check, SyntheticObject object) {
        Set<String> allowed = new HashSet<>();
        for (Check other : object.checks) {
            if (other.action() == Action.TEXT_RETAINED && other.path().equals(check.path())) {
                allowed.addAll(words(other.text()));
            }
        }
        byte[] raw = new byte[element.bytes().remaining()];
        element.bytes().get(raw);
        Set<String> present = words(text + " " + new String(raw, StandardCharsets.UTF_8));
        return words(check.text()).stream()
                .filter(word -> word.length() > 1 && !HARMLESS.contains(word) && !allowed.contains(word))
                .noneMatch(present::contains);
    }

    /** Words of the sentence around a secret that tell nothing. */
    private static final Set<String> HARMLESS = Set.of(
            "seen", "call", "mail", "lives", "pt", "compare", "ordered", "dr", "mrn", "ssn", "dob", "y", "o", "biopsy");

    private boolean isShifted(String text, String original, SyntheticObject object) {
        if (text.length() != original.length() || !text.substring(8).equals(original.substring(8))) {
            return false;
        }
        LocalDate before = LocalDate.parse(original.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE);
        LocalDate after = LocalDate.parse(text.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE);
        long moved = ChronoUnit.DAYS.between(after, before);
        Long known = days.putIfAbsent(object.person.mrn(), moved);
        return moved > 0 && (known == null || known == moved);
    }

    private static boolean isSame(Map<String, String> map, String original, String text) {
        String known = map.putIfAbsent(original, text);
        boolean injective = map.values().stream().filter(text::equals).count() == 1;
        return !text.isEmpty() && (known == null || known.equals(text)) && injective;
    }

    private static int[] region(Check check) {
        return Arrays.stream(check.text().split(","))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private static boolean isBlank(DicomObject kept, int[] region) {
        int[] cut = cut(PixelContent.values(kept), region);
        return Arrays.stream(cut).distinct().count() == 1;
    }

    private static boolean samePixels(DicomObject source, DicomObject kept, int[] region) {
        return Arrays.equals(cut(PixelContent.values(source), region), cut(PixelContent.values(kept), region));
    }

    private static int[] cut(int[] values, int[] region) {
        int[] cut = new int[region[2] * region[3]];
        for (int y = 0; y < region[3]; y++) {
            System.arraycopy(values, (region[1] + y) * PixelContent.COLUMNS + region[0], cut, y * region[2], region[2]);
        }
        return cut;
    }

    private static List<String> secretsIn(byte[] file, SyntheticObject object) {
        String latin = new String(file, StandardCharsets.ISO_8859_1);
        Set<String> kept = object.checks.stream()
                .filter(check -> check.action() == Action.TEXT_RETAINED)
                .map(check -> check.text().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return object.secrets.stream()
                .filter(secret -> kept.stream().noneMatch(text -> text.contains(secret.toLowerCase(Locale.ROOT))))
                .filter(secret -> latin.contains(
                        new String(secret.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)))
                .toList();
    }
}
