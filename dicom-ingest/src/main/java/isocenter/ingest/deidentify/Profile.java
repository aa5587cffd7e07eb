package isocenter.ingest.deidentify;

import isocenter.audit.content.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The table {@code profile.tsv}: what happens to each attribute. Its hash goes into the ledger with every object, so
 * that it can be told later which rules an object was kept under.
 */
final class Profile {
    /** What is done to an attribute; the table's head explains each. */
    enum Action {
        KEEP,
        REMOVE,
        EMPTY,
        PATIENT,
        UID,
        AGE,
        SEX,
        CODE,
        NUMBER
    }

    /** A line of the table: a tag matches when it equals {@code tag} in the bits of {@code mask}. */
    record Rule(int tag, int mask, String vr, Action action, String name) {
        boolean matches(int candidate, String candidateVr) {
            return (candidate & mask) == tag && (vr.equals("*") || vr.equals(candidateVr));
        }
    }

    private static final String RESOURCE = "profile.tsv";
    private static final int PRIVATE = 0x0001_0000;

    private final Map<Integer, List<Rule>> exact = new HashMap<>();
    private final List<Rule> patterns = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private final String sha256;

    private Profile(byte[] table) {
        this.sha256 = Sha256.hex(table);
        new String(table, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Profile::rule)
                .forEach(this::add);
    }

    /** The table that ships with Isocenter. */
    static Profile standard() {
        try (InputStream in = Profile.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(
                        "The de-identification table %s is missing from this build.".formatted(RESOURCE));
            }
            return new Profile(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What to do with an attribute of this tag and value representation. */
    Action actionFor(int tag, String vr) {
        boolean groupLength = (tag & 0xffff) == 0;
        if ((tag & PRIVATE) != 0 || groupLength) {
            return Action.REMOVE;
        }
        for (Rule rule : exact.getOrDefault(tag, List.of())) {
            if (rule.matches(tag, vr)) {
                return rule.action;
            }
        }
        for (Rule rule : patterns) {
            if (rule.matches(tag, vr)) {
                return rule.action;
            }
        }
        return Action.REMOVE;
    }

    List<Rule> rules() {
        return List.copyOf(rules);
    }

    String sha256() {
        return sha256;
    }

    /** An exact tag is looked up first; the table keeps its order among the patterns, which all are less precise. */
    private void add(Rule rule) {
        rules.add(rule);
        if (rule.mask == -1) {
            exact.computeIfAbsent(rule.tag, tag -> new ArrayList<>()).add(rule);
        } else {
            patterns.add(rule);
        }
    }

    private static Rule rule(String line) {
        String[] columns = line.split("\t", -1);
        String digits = columns[0].replaceAll("[(),]", "");
        int tag = 0;
        int mask = 0;
        for (char digit : digits.toCharArray()) {
            boolean any = digit == 'x';
            tag = tag << 4 | (any ? 0 : Character.digit(digit, 16));
            mask = mask << 4 | (any ? 0 : 0xf);
        }
        if (digits.length() != 8 || columns.length != 5) {
            throw new IllegalStateException("The de-identification table has a malformed line: " + line);
        }
        return new Rule(tag, mask, columns[1], Action.valueOf(columns[2].toUpperCase(Locale.ROOT)), columns[3]);
    }
}
