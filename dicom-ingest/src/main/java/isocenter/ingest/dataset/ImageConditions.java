package isocenter.ingest.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a dataset, all of which must hold. Texts are compared without case against a list of alternatives;
 * {@code age} takes a range of whole years, both ends included, either end open. A value that an image does not have
 * never matches. Conditions on other attributes of the catalogue are {@link AttributeConditions}.
 */
final class ImageConditions {
    private static final Map<String, Function<CatalogueImage, @Nullable String>> TEXTS = new TreeMap<>(Map.of(
            "modality", CatalogueImage::modality,
            "bodyPart", CatalogueImage::bodyPart,
            "sex", CatalogueImage::sex,
            "site", CatalogueImage::site,
            "manufacturer", CatalogueImage::manufacturer));

    private static final String AGE = "age";
    private static final Pattern RANGE = Pattern.compile("(\\d{1,3})?\\.\\.(\\d{1,3})?");
    private static final Pattern SINGLE = Pattern.compile("\\d{1,3}");

    private record Condition(String unmet, Predicate<CatalogueImage> holds) {}

    private final List<Condition> conditions = new ArrayList<>();

    /** @throws DatasetException when a key is unknown or a value cannot be read */
    ImageConditions(Map<String, String> where) {
        new TreeMap<>(where).forEach((key, value) -> {
            if (!AttributeConditions.areOf(key)) {
                conditions.add(condition(key, value));
            }
        });
    }

    /** True for keys that are decided here; those of the catalogue's attributes are {@link AttributeConditions}. */
    static boolean areOf(String key) {
        return key.equals(AGE) || TEXTS.containsKey(key);
    }

    /** Why the image is left out, in words that are the same for all such images; empty when all conditions hold. */
    Optional<String> unmet(CatalogueImage image) {
        return conditions.stream()
                .filter(condition -> !condition.holds.test(image))
                .map(Condition::unmet)
                .findFirst();
    }

    private static Condition condition(String key, String value) {
        if (key.equals(AGE)) {
            return age(value.strip());
        }
        Function<CatalogueImage, @Nullable String> text = TEXTS.get(key);
        if (text == null) {
            throw new DatasetException("unknown condition '" + key + "'; known are "
                    + Stream.concat(Stream.of(AGE), TEXTS.keySet().stream())
                            .sorted(String.CASE_INSENSITIVE_ORDER)
                            .collect(Collectors.joining(", "))
                    + ", and every attribute that isocenter search takes, such as StudyDescription");
        }
        Set<String> wanted = Stream.of(value.split(",", -1))
                .map(each -> each.strip().toUpperCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        if (wanted.contains("")) {
            throw new DatasetException("the condition '" + key + "' has an empty value: write for instance " + key
                    + "=A or " + key + "=A,B");
        }
        return new Condition(key + " is not " + String.join(" or ", wanted), image -> {
            String actual = text.apply(image);
            return actual != null && wanted.contains(actual.toUpperCase(Locale.ROOT));
        });
    }

    private static Condition age(String value) {
        Matcher range = RANGE.matcher(value);
        int low;
        int high;
        if (SINGLE.matcher(value).matches()) {
            low = Integer.parseInt(value);
            high = low;
        } else if (range.matches() && value.length() > 2) {
            low = range.group(1) == null ? 0 : Integer.parseInt(range.group(1));
            high = range.group(2) == null ? Integer.MAX_VALUE : Integer.parseInt(range.group(2));
        } else {
            throw new DatasetException(
                    "the condition 'age' takes whole years: age=18..90, age=18.., age=..17 or age=40");
        }
        if (low > high) {
            throw new DatasetException("the condition 'age' is empty: its first year is above its last");
        }
        return new Condition(
                "age is not in " + value, image -> image.age() != null && image.age() >= low && image.age() <= high);
    }
}
