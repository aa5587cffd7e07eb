package isocenter.ingest.deidentify;

import isocenter.ingest.deidentify.Step.Kind;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Vr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Does a step to the values of one element that is no sequence. Null means that nothing of it may stay. */
final class ValueTreatment {
    /** Classes and code systems that everybody shares: DICOM's own, and those that HL7 has registered. */
    private static final List<String> REGISTERED = List.of("1.2.840.10008.", "2.16.840.1.113883.6.");

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9 _.\\-/+]{0,16}");
    private static final Pattern NUMBER = Pattern.compile(" *([+-]?[0-9]*\\.?[0-9]*([eE][+-]?[0-9]+)?)? *");
    private static final Pattern UID = Pattern.compile("[0-9]+(\\.[0-9]+)*");
    private static final Set<Vr> BULK = Set.of(Vr.OB, Vr.OW, Vr.OF, Vr.OD, Vr.OL, Vr.OV);

    private final Pseudonyms pseudonyms;
    private final TextCleaner cleaner;
    private final Subject subject;

    ValueTreatment(Pseudonyms pseudonyms, TextCleaner cleaner, Subject subject) {
        this.pseudonyms = pseudonyms;
        this.cleaner = cleaner;
        this.subject = subject;
    }

    /** @param defined the VR that the standard gives the attribute; a file may give it another */
    @Nullable
    Element treat(DataSet source, Element element, Vr defined, Step step) {
        int tag = element.tag();
        if (element.vr() != defined && !isLike(element, defined, step.kind())) {
            return null;
        }
        Identifiers identifiers = subject.identifiers();
        return switch (step.kind()) {
            case KEEP, OVERLAY -> element;
            case EMPTY -> Element.text(tag, defined);
            case DUMMY -> DummyValue.of(tag, defined);
            case REPLACE -> Element.text(tag, defined, step.value());
            case PATIENT -> Element.text(tag, defined, subject.pseudonym());
            case SEX -> subject.sex() == null ? null : Element.text(tag, defined, subject.sex());
            case AGE -> subject.age().isEmpty() ? null : Element.text(tag, defined, subject.ageString());
            case UID -> each(source, element, defined, this::uid);
            case HASH -> each(source, element, defined, value -> pseudonyms.value(tag, value));
            case SHIFT -> shifted(source, element, defined);
            case TEXT -> cleaned(source, element, defined);
            case CODE -> allMatch(source, element, value -> isCode(value, identifiers));
            case NUMBER ->
                allMatch(source, element, value -> NUMBER.matcher(value).matches());
            case DEVICE_TEXT -> allMatch(source, element, value -> cleaner.isHarmless(value, identifiers));
            case CODE_VALUE ->
                allMatch(source, element, value -> isCode(value, identifiers)) == null
                        ? DummyValue.of(tag, defined)
                        : element;
            case CODE_MEANING -> codeMeaning(source, element, defined);
            default -> null;
        };
    }

    /**
     * What either the stated VR or the standard's would remove goes. Values that the step makes anew do not depend on what
     * was there; binary numbers and bulk values of any VR are alike.
     */
    private static boolean isLike(Element element, Vr defined, Kind kind) {
        return switch (kind) {
            case EMPTY, DUMMY, REPLACE, PATIENT, SEX, AGE -> true;
            case KEEP ->
                BULK.contains(element.vr()) && (BULK.contains(defined) || defined == Vr.US)
                        || !element.vr().isText()
                                && !defined.isText()
                                && element.vr() != Vr.UN
                                && !BULK.contains(element.vr());
            case UID, HASH, SHIFT, TEXT, CODE, NUMBER, DEVICE_TEXT, CODE_VALUE, CODE_MEANING ->
                element.vr().isText() && element.vr() != Vr.PN;
            default -> false;
        };
    }

    private String uid(String value) {
        boolean shared = REGISTERED.stream().anyMatch(value::startsWith)
                && UID.matcher(value).matches();
        return value.isEmpty() || shared ? value : pseudonyms.uid(value);
    }

    private @Nullable Element each(DataSet source, Element element, Vr vr, UnaryOperator<String> treatment) {
        List<String> values = source.texts(element.tag());
        return Element.text(element.tag(), vr, values.stream().map(treatment).toArray(String[]::new));
    }

    /** One value that cannot be shifted makes all go: their places mean something. */
    private @Nullable Element shifted(DataSet source, Element element, Vr vr) {
        List<String> shifted = new ArrayList<>();
        for (String value : source.texts(element.tag())) {
            Optional<String> moved =
                    value.isEmpty() ? Optional.of("") : subject.shift().shift(value, vr);
            if (moved.isEmpty()) {
                return null;
            }
            shifted.add(moved.get());
        }
        return Element.text(element.tag(), vr, shifted.toArray(String[]::new));
    }

    private @Nullable Element cleaned(DataSet source, Element element, Vr vr) {
        List<String> values = source.texts(element.tag());
        String[] cleaned = values.stream()
                .map(value -> cleaner.clean(value, subject.identifiers()))
                .filter(value -> !value.isEmpty())
                .toArray(String[]::new);
        boolean lost = cleaned.length == 0 && values.stream().anyMatch(value -> !value.isBlank());
        return lost ? null : Element.text(element.tag(), vr, cleaned);
    }

    /** A code's meaning may not be empty (PS3.3 section 8.3). */
    private Element codeMeaning(DataSet source, Element element, Vr vr) {
        String meaning = source.text(element.tag())
                .map(value -> cleaner.clean(value, subject.identifiers()))
                .orElse("");
        return Element.text(element.tag(), vr, meaning.isEmpty() ? DummyValue.TEXT : meaning);
    }

    private boolean isCode(String value, Identifiers identifiers) {
        return CODE.matcher(value).matches() && !cleaner.isIdentifying(value, identifiers);
    }

    private static @Nullable Element allMatch(DataSet source, Element element, Predicate<String> form) {
        return source.texts(element.tag()).stream().allMatch(form) ? element : null;
    }
}
