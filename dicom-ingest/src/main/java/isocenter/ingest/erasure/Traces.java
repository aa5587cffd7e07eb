package isocenter.ingest.erasure;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The names under which a patient's data is known here: the pseudonym, pseudonymous UIDs, hashes of contents. */
public final class Traces {
    /** What a name is of. */
    public enum Kind {
        /** Study Instance UIDs. */
        STUDY,
        /** Series Instance UIDs. */
        SERIES,
        /** SOP Instance UIDs. */
        INSTANCE,
        /** SHA-256 of stored objects, kept or held. */
        OBJECT,
        /** Anything else that nobody but this patient has. */
        OTHER
    }

    private final String patient;
    private final Map<Kind, Set<String>> names = new EnumMap<>(Kind.class);

    Traces(String patient) {
        this.patient = patient;
    }

    /** The pseudonym. */
    public String patient() {
        return patient;
    }

    public void add(Kind kind, String name) {
        names.computeIfAbsent(kind, any -> new HashSet<>()).add(name);
    }

    public void add(Kind kind, Iterable<String> all) {
        all.forEach(name -> add(kind, name));
    }

    public Set<String> of(Kind kind) {
        return Collections.unmodifiableSet(names.getOrDefault(kind, Set.of()));
    }

    /** Every name, the pseudonym too. */
    public Stream<String> all() {
        return Stream.concat(Stream.of(patient), names.values().stream().flatMap(Set::stream));
    }

    /** Whether this is one of the names. */
    public boolean contains(String name) {
        return name.equals(patient) || names.values().stream().anyMatch(kind -> kind.contains(name));
    }
}
