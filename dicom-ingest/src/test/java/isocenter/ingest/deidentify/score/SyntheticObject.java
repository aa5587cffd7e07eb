package isocenter.ingest.deidentify.score;

import isocenter.ingest.deidentify.score.Check.Action;
import isocenter.ingest.dicom.DataDictionary;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dicom.Vr;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** An object under construction, with its part of the answer key. */
final class SyntheticObject {
    final String name;
    final Person person;
    final DataSet dataSet = new DataSet();
    final List<Check> checks = new ArrayList<>();
    /** What must not be in any byte of the result. */
    final Set<String> secrets = new LinkedHashSet<>();

    TransferSyntax syntax = TransferSyntax.EXPLICIT_LITTLE_ENDIAN;

    SyntheticObject(String name, Person person) {
        this.name = name;
        this.person = person;
        dataSet.putText(Tags.SPECIFIC_CHARACTER_SET, "ISO_IR 192");
    }

    DicomObject object() {
        return new DicomObject(new DataSet(), dataSet, syntax);
    }

    /** An attribute whose words must all survive. */
    SyntheticObject kept(String keyword, String... values) {
        dataSet.putText(tag(keyword), values);
        return check(Action.TEXT_RETAINED, String.join(" ", values), keyword);
    }

    /** Binary numbers must survive as a tag with a value. */
    SyntheticObject keptNumbers(String keyword, long... values) {
        dataSet.putIntegers(tag(keyword), values);
        return check(Action.TEXT_NOTNULL, "", keyword);
    }

    /** An attribute of which no word may survive. */
    SyntheticObject removed(String keyword, String value) {
        dataSet.putText(tag(keyword), value);
        return secret(value).check(Action.TEXT_REMOVED, value, keyword);
    }

    /** Type 2: the tag must stay, the words must go. */
    SyntheticObject emptied(String keyword, String value) {
        return removed(keyword, value).check(Action.TAG_RETAINED, "", keyword);
    }

    /** Type 1: a value must stay, the words must go. */
    SyntheticObject replaced(String keyword, String value) {
        return removed(keyword, value).check(Action.TEXT_NOTNULL, "", keyword);
    }

    /** A description of which one part must survive and the other must not. */
    SyntheticObject described(String keyword, String safe, String secret) {
        dataSet.putText(tag(keyword), secret.isEmpty() ? safe : safe + " " + secret);
        check(Action.TEXT_RETAINED, withoutOwnName(safe), keyword);
        return secret.isEmpty() ? this : check(Action.TEXT_REMOVED, secret, keyword);
    }

    /** A word of imaging that is also the patient's name has to go. */
    private String withoutOwnName(String safe) {
        Set<String> names = AnswerScore.words(person.family() + " " + person.given());
        return List.of(safe.split(" ")).stream()
                .filter(word -> AnswerScore.words(word).stream().noneMatch(names::contains))
                .collect(Collectors.joining(" "));
    }

    /** A date or date and time that must move with all others of the patient. */
    SyntheticObject dated(String keyword, String value) {
        dataSet.putText(tag(keyword), value);
        secrets.add(value.substring(0, 8));
        return check(Action.DATE_SHIFTED, value, keyword);
    }

    SyntheticObject uid(String keyword, String value) {
        dataSet.putText(tag(keyword), value);
        secrets.add(value);
        return check(Action.UID_CHANGED, value, keyword).check(Action.UID_CONSISTENT, value, keyword);
    }

    /** A sequence of one item that must go with all it holds. */
    SyntheticObject removedItem(String keyword, String inner, String value) {
        DataSet item = new DataSet().putText(tag(inner), value);
        dataSet.put(Element.sequence(tag(keyword), List.of(item)));
        secret(value);
        checks.add(Check.of(Action.TEXT_REMOVED, value, tag(keyword), tag(inner)));
        return this;
    }

    /** A private block of one text and one unknown value. */
    SyntheticObject privateBlock(int group, String creator, String value) {
        dataSet.put(Element.text(group << 16 | 0x10, Vr.LO, creator));
        dataSet.put(Element.text(group << 16 | 0x1001, Vr.LO, value));
        dataSet.put(Element.bytes(group << 16 | 0x1002, Vr.UN, value.getBytes(StandardCharsets.UTF_8)));
        secret(value);
        checks.add(Check.of(Action.TEXT_REMOVED, value, group << 16 | 0x1001));
        checks.add(Check.of(Action.TEXT_REMOVED, value, group << 16 | 0x1002));
        return this;
    }

    SyntheticObject check(Action action, String text, String... keywords) {
        checks.add(new Check(
                action, List.of(keywords).stream().map(SyntheticObject::tag).toList(), text));
        return this;
    }

    /** Words of four letters and more that are no words of imaging must not be found anywhere. */
    SyntheticObject secret(String value) {
        for (String part : value.split("[\\\\^,\\s]+")) {
            // five digits alone, as of a postal code, may turn up in any UID
            if (part.length() >= 5 && !part.matches("\\d{5}")) {
                secrets.add(part);
            }
        }
        return this;
    }

    static int tag(String keyword) {
        return DataDictionary.tag(keyword).orElseThrow(() -> new IllegalArgumentException(keyword));
    }

    static String da(LocalDate date) {
        return DateTimeFormatter.BASIC_ISO_DATE.format(date);
    }
}
