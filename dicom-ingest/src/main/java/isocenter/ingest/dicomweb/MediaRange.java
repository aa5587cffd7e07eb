package isocenter.ingest.dicomweb;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A media type or range of RFC 9110, read as leniently as viewers write them: parameters quoted or not, even where they
 * hold a slash.
 *
 * @param type lower case, such as {@code multipart/related}
 * @param parameters by lower-case name
 */
record MediaRange(String type, Map<String, String> parameters) {
    static final String MULTIPART = "multipart/related";
    static final String DICOM = "application/dicom";
    static final String DICOM_JSON = "application/dicom+json";
    static final String OCTETS = "application/octet-stream";

    /** The ranges of an Accept header in order of preference; everything where there is none. */
    static List<MediaRange> accepted(@Nullable String header) {
        List<MediaRange> ranges = new ArrayList<>();
        if (header != null) {
            for (String range : split(header, ',')) {
                parse(range).ifPresent(ranges::add);
            }
        }
        if (ranges.isEmpty()) {
            ranges.add(new MediaRange("*/*", Map.of()));
        }
        ranges.removeIf(range -> range.quality() <= 0);
        ranges.sort(Collections.reverseOrder((a, b) -> Double.compare(a.quality(), b.quality())));
        return ranges;
    }

    /** One media type; empty where the text is none. */
    static Optional<MediaRange> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        List<String> parts = split(text, ';');
        String type = parts.get(0).strip().toLowerCase(Locale.ROOT);
        if (!type.matches("[!-~&&[^/]]+/[!-~&&[^/]]+")) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        for (String part : parts.subList(1, parts.size())) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        part.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        unquoted(part.substring(equals + 1).strip()));
            }
        }
        return Optional.of(new MediaRange(type, parameters));
    }

    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '"') {
                quoted = !quoted;
            } else if (text.charAt(i) == separator && !quoted) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    private double quality() {
        try {
            return Double.parseDouble(parameters.getOrDefault("q", "1"));
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    boolean isMultipart() {
        return type.equals(MULTIPART) || type.equals("multipart/*");
    }

    boolean isAnything() {
        return type.equals("*/*");
    }

    /** The type of the parts: that of the parameter, or anything. */
    MediaRange part() {
        String inner = parameter("type").orElse("*/*").toLowerCase(Locale.ROOT);
        return new MediaRange(inner, parameters);
    }

    /** True when a representation of this type satisfies the range. */
    boolean takes(String candidate) {
        return isAnything()
                || type.equals(candidate)
                || (type.endsWith("/*") && candidate.startsWith(type.substring(0, type.length() - 1)));
    }

    /** The transfer syntax asked for; {@code *} for the stored one; empty where nothing is said. */
    Optional<String> transferSyntax() {
        return parameter("transfer-syntax");
    }
}
