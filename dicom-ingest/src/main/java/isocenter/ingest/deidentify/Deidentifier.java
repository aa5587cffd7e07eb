package isocenter.ingest.deidentify;

import isocenter.audit.content.Sha256;
import isocenter.ingest.burnedin.DeclaredText;
import isocenter.ingest.burnedin.Inspection;
import isocenter.ingest.burnedin.PixelMasks;
import isocenter.ingest.deidentify.Deidentification.Deidentified;
import isocenter.ingest.deidentify.Deidentification.Refused;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.pixel.EmbeddedText;
import isocenter.ingest.pixel.PixelDecodeException;
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
 * Makes of an object one that may be kept: PS3.15 annex E as a {@link Profile} asks. What no table names is judged by its
 * kind of value, and text goes unless it can be cleaned. Safe for use by many threads.
 */
@ApplicationScoped
public class Deidentifier {
    private static final Pattern UID = Pattern.compile("[0-9]+(\\.[0-9]+)*");
    private static final Set<String> SEXES = Set.of("M", "F", "O");

    private final Pseudonyms pseudonyms;
    private final Profile profile;
    private final String sha256;
    private final ActionPlan plan;
    private final Treatment.Rules rules;
    private final MethodNote note;

    @Inject
    public Deidentifier(Pseudonyms pseudonyms, DeidentifyConfig config) {
        this(pseudonyms, Profiles.read(config.profile()));
    }

    public Deidentifier(Pseudonyms pseudonyms, Profile profile) {
        this.pseudonyms = pseudonyms;
        this.profile = profile;
        this.sha256 = Sha256.hex(Profiles.canonical(profile) + tables());
        this.plan = new ActionPlan(new ActionPlanner(profile, new AttributeTable()));
        this.note = new MethodNote(profile, sha256);
        boolean content = profile.has(ConfidentialityOption.CLEAN_STRUCTURED_CONTENT);
        boolean safePrivate = profile.has(ConfidentialityOption.RETAIN_SAFE_PRIVATE);
        this.rules = new Treatment.Rules(
                plan,
                pseudonyms,
                new TextCleaner(new Vocabulary(profile.words())),
                content ? new ContentItems(profile.options()) : null,
                safePrivate ? new SafePrivateAttributes() : null);
    }

    private static String tables() {
        StringBuilder hashes = new StringBuilder();
        for (String name : List.of(
                AttributeTable.RESOURCE,
                AttributeTypes.RESOURCE,
                ContentConcepts.RESOURCE,
                SafePrivateAttributes.RESOURCE,
                ValueKinds.RESOURCE,
                Vocabulary.RESOURCE)) {
            hashes.append('\n')
                    .append(name)
                    .append(' ')
                    .append(TableFile.of(name).sha256());
        }
        return hashes.toString();
    }

    public Profile profile() {
        return profile;
    }

    /** SHA-256 of the profile's canonical form and of the tables it works with, lower hex. */
    public String profileSha256() {
        return sha256;
    }

    /**
     * Leaves the given object as it is.
     *
     * @throws PixelDecodeException when pixels have to be blanked, or their streams freed of text, and cannot be read
     */
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
        Subject subject = subject(source, study.get());
        boolean graphics = profile.has(ConfidentialityOption.CLEAN_GRAPHICS);
        DataSet kept = new Treatment(rules, subject, graphics ? OverlayPlanes.kept(source) : Set.of())
                .treat(source, plan.root(sopClass.get()));
        kept.putText(Tags.SOP_CLASS_UID, sopClass.get());
        kept.putText(Tags.SOP_INSTANCE_UID, kept(instance.get()));
        kept.putText(Tags.STUDY_INSTANCE_UID, kept(study.get()));
        kept.putText(Tags.SERIES_INSTANCE_UID, kept(series.get()));
        kept.putText(Tags.PATIENT_NAME, subject.pseudonym());
        kept.putText(Tags.PATIENT_ID, subject.pseudonym());
        if (subject.age().isPresent()) {
            kept.putText(Tags.PATIENT_AGE, subject.ageString());
        }
        note.addTo(kept, source);
        PixelMasks masks = PixelMasks.of(source, profile.burnedIn());
        Inspection declared = DeclaredText.of(source, profile.burnedIn(), masks.byDevice());
        DicomObject object = new DicomObject(new DataSet(), kept, original.syntax(), original.assumptions());
        return new Deidentified(
                masks.isEmpty() ? EmbeddedText.removedFrom(object) : masks.blank(object),
                subject.pseudonym(),
                kept(study.get()),
                kept(series.get()),
                kept(instance.get()),
                source.text(Tags.INSTITUTION_NAME).map(pseudonyms::site).orElse(null),
                subject.sex(),
                subject.age().isPresent() ? (Integer) subject.age().getAsInt() : null,
                declared,
                originals(source, study.get()));
    }

    private Subject subject(DataSet source, String study) {
        String pseudonym = source.text(Tags.PATIENT_ID)
                .filter(id -> !id.isBlank())
                .map(id -> pseudonyms.patient(
                        source.text(Tags.ISSUER_OF_PATIENT_ID).orElse(""), id))
                .orElseGet(() -> pseudonyms.patientOfStudy(study));
        boolean characteristics = profile.has(ConfidentialityOption.RETAIN_PATIENT_CHARACTERISTICS);
        return new Subject(
                pseudonym,
                characteristics ? sex(source) : null,
                characteristics ? PatientAge.of(source) : OptionalInt.empty(),
                new DateShift(profile.dates().days(pseudonyms.days(pseudonym))),
                Identifiers.of(source));
    }

    private static Originals originals(DataSet source, String study) {
        return new Originals(
                source.text(Tags.PATIENT_ID).orElse(""),
                source.text(Tags.ISSUER_OF_PATIENT_ID).orElse(""),
                source.text(Tags.PATIENT_NAME).orElse(""),
                study,
                source.text(Tags.ACCESSION_NUMBER).orElse(""));
    }

    private String kept(String uid) {
        return profile.has(ConfidentialityOption.RETAIN_UIDS) ? uid : pseudonyms.uid(uid);
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
}
