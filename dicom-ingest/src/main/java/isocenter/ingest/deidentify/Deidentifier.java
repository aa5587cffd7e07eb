package isocenter.ingest.deidentify;

import isocenter.ingest.deidentify.Deidentification.Deidentified;
import isocenter.ingest.deidentify.Deidentification.Refused;
import isocenter.ingest.deidentify.Profile.Action;
import isocenter.ingest.dicom.DataDictionary;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.Vr;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes of an object one that may be kept. What happens to each attribute is the table {@code profile.tsv}; what no line
 * of it names is removed. The pixels are not changed: objects that say they show identifiers are refused, and those that
 * show them without saying so cannot be told here. Safe for use by many threads.
 */
@ApplicationScoped
public class Deidentifier {
    /** Written into every kept object, with the first digits of the table's hash. */
    static final String METHOD = "Isocenter basic profile ";

    private static final String REGISTERED = "1.2.840.10008.";
    private static final Pattern UID = Pattern.compile("[0-9]+(\\.[0-9]+)*");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9 _.\\-/+]{0,16}");
    private static final Pattern NUMBER = Pattern.compile(" *([+-]?[0-9]*\\.?[0-9]*([eE][+-]?[0-9]+)?)? *");
    private static final Set<String> SEXES = Set.of("M", "F", "O");

    private final Pseudonyms pseudonyms;
    private final Profile profile = Profile.standard();

    @Inject
    public Deidentifier(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    /** SHA-256 of the table of rules, lower hex. */
    public String profileSha256() {
        return profile.sha256();
    }

    /** Leaves the given object as it is. */
    public Deidentification deidentify(DicomObject original) {
        Optional<String> refusal = Admission.refusal(original);
        if (refusal.isPresent()) {
            return new Refused(refusal.get());
        }
        DataSet source = original.dataSet();
        Optional<String> sopClass =
                uid(source, Tags.SOP_CLASS_UID).or(() -> uid(original.fileMeta(), Tags.MEDIA_STORAGE_SOP_CLASS_UID));
        Optional<String> instance = uid(source, Tags.SOP_INSTANCE_UID)
                .or(() -> uid(original.fileMeta(), Tags.MEDIA_STORAGE_SOP_INSTANCE_UID));
        Optional<String> study = uid(source, Tags.STUDY_INSTANCE_UID);
        Optional<String> series = uid(source, Tags.SERIES_INSTANCE_UID);
        if (sopClass.isEmpty() || instance.isEmpty() || study.isEmpty() || series.isEmpty()) {
            String missing = sopClass.isEmpty()
                    ? "SOP Class UID"
                    : instance.isEmpty()
                            ? "SOP Instance UID"
                            : study.isEmpty() ? "Study Instance UID" : "Series Instance UID";
            return new Refused(missing + " is missing or malformed");
        }
        String patient = patient(source, study.get());
        String sex = sex(source);
        OptionalInt age = PatientAge.of(source);

        DataSet kept = new Walk(patient, sex, age).walk(source, true);
        kept.putText(Tags.SOP_CLASS_UID, sopClass.get());
        kept.putText(Tags.SOP_INSTANCE_UID, pseudonyms.uid(instance.get()));
        kept.putText(Tags.STUDY_INSTANCE_UID, pseudonyms.uid(study.get()));
        kept.putText(Tags.SERIES_INSTANCE_UID, pseudonyms.uid(series.get()));
        kept.putText(Tags.PATIENT_NAME, patient);
        kept.putText(Tags.PATIENT_ID, patient);
        age.ifPresent(years -> kept.putText(Tags.PATIENT_AGE, ageString(years)));
        kept.putText(Tags.PATIENT_IDENTITY_REMOVED, "YES");
        kept.putText(Tags.DEIDENTIFICATION_METHOD, METHOD + profile.sha256().substring(0, 16));
        kept.putText(Tags.LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED, "REMOVED");
        return new Deidentified(
                new DicomObject(new DataSet(), kept, original.syntax(), original.assumptions()),
                patient,
                pseudonyms.uid(study.get()),
                pseudonyms.uid(series.get()),
                pseudonyms.uid(instance.get()),
                source.text(Tags.INSTITUTION_NAME).map(pseudonyms::site).orElse(null),
                sex,
                age.isPresent() ? (Integer) age.getAsInt() : null);
    }

    private String patient(DataSet source, String study) {
        return source.text(Tags.PATIENT_ID)
                .filter(id -> !id.isBlank())
                .map(id -> pseudonyms.patient(
                        source.text(Tags.ISSUER_OF_PATIENT_ID).orElse(""), id))
                .orElseGet(() -> pseudonyms.patientOfStudy(study));
    }

    private static @Nullable String sex(DataSet source) {
        return source.text(Tags.PATIENT_SEX)
                .map(text -> text.toUpperCase(Locale.ROOT))
                .filter(SEXES::contains)
                .orElse(null);
    }

    /** A UID by its form (PS3.5 section 9.1), but that leading zeros, which exist in the wild, pass. */
    private static Optional<String> uid(DataSet dataSet, int tag) {
        return dataSet.text(tag)
                .filter(text -> text.length() <= 64 && UID.matcher(text).matches());
    }

    private static String ageString(int years) {
        return String.format(Locale.ROOT, "%03dY", years);
    }

    /** One object's walk through its data set and the items in it. */
    private final class Walk {
        private final String patient;
        private final @Nullable String sex;
        private final OptionalInt age;

        Walk(String patient, @Nullable String sex, OptionalInt age) {
            this.patient = patient;
            this.sex = sex;
            this.age = age;
        }

        DataSet walk(DataSet source, boolean root) {
            DataSet kept = new DataSet();
            for (Element element : source) {
                Element treated = treat(source, element, root);
                if (treated != null) {
                    kept.put(treated);
                }
            }
            return kept;
        }

        private @Nullable Element treat(DataSet source, Element element, boolean root) {
            int tag = element.tag();
            return switch (actionFor(element)) {
                case KEEP ->
                    element.isSequence()
                            ? Element.sequence(
                                    tag,
                                    element.items().stream()
                                            .map(item -> walk(item, false))
                                            .toList())
                            : element;
                case REMOVE -> null;
                case EMPTY -> Element.text(tag, element.vr());
                case PATIENT -> root ? Element.text(tag, element.vr(), patient) : null;
                case SEX -> Element.text(tag, Vr.CS, sex == null ? "" : sex);
                case AGE -> root && age.isPresent() ? Element.text(tag, Vr.AS, ageString(age.getAsInt())) : null;
                case UID -> Element.text(tag, Vr.UI, replaced(source.texts(tag)));
                case CODE -> allMatch(source.texts(tag), CODE) ? element : null;
                case NUMBER -> allMatch(source.texts(tag), NUMBER) ? element : null;
            };
        }

        private String[] replaced(List<String> uids) {
            return uids.stream()
                    .map(uid -> uid.isEmpty() || uid.startsWith(REGISTERED) ? uid : pseudonyms.uid(uid))
                    .toArray(String[]::new);
        }
    }

    /** A file may give an attribute another VR than the standard does; what either would remove is removed. */
    private Action actionFor(Element element) {
        Action stated = profile.actionFor(element.tag(), element.vr().name());
        Vr defined = DataDictionary.vr(element.tag()).orElse(element.vr());
        if (defined == element.vr() || stated == Action.REMOVE) {
            return stated;
        }
        return profile.actionFor(element.tag(), defined.name()) == Action.REMOVE ? Action.REMOVE : stated;
    }

    private static boolean allMatch(List<String> values, Pattern form) {
        return values.stream().allMatch(value -> form.matcher(value).matches());
    }
}
