package isocenter.annotate.reading;

import isocenter.annotate.agreement.GroupAgreement;
import isocenter.annotate.agreement.PairAgreement;
import isocenter.annotate.agreement.Rating;
import isocenter.annotate.agreement.Ratings;
import isocenter.annotate.agreement.ReaderPerformance;
import isocenter.annotate.agreement.Resampling;
import isocenter.annotate.agreement.Scale;
import isocenter.annotate.agreement.Weighting;
import isocenter.annotate.labelset.Finding;
import isocenter.annotate.labelset.LabelSets;
import isocenter.annotate.labelset.Level;
import isocenter.audit.fairness.NotEstimable;
import isocenter.ingest.archive.Instance;
import isocenter.ingest.archive.Instances;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Measures how far the readers of a worklist agree, from what they committed. */
@ApplicationScoped
public class ReadingAgreement {
    private static final List<String> CATEGORIES =
            List.of(LabelValue.ABSENT.word(), LabelValue.UNCERTAIN.word(), LabelValue.PRESENT.word());
    private static final String PRESENT = LabelValue.PRESENT.word();
    private static final Figure NOTHING = Figure.of(new NotEstimable("nobody has judged it"));

    private final Outcome outcome;
    private final ReadingRepository repository;
    private final LabelSets labelSets;
    private final ImageStudies images;
    private final Instances instances;

    ReadingAgreement(
            Outcome outcome,
            ReadingRepository repository,
            LabelSets labelSets,
            ImageStudies images,
            Instances instances) {
        this.outcome = outcome;
        this.repository = repository;
        this.labelSets = labelSets;
        this.images = images;
        this.instances = instances;
    }

    /** One committed reading with what belongs to it. */
    private record Judged(Reading reading, String patient, ReadingContent content) {}

    /**
     * Measures.
     *
     * @param seed of the resampling
     */
    @Transactional
    public AgreementReport of(Worklist worklist, long seed) {
        Resampling resampling = Resampling.of(seed);
        Map<String, String> patients = new HashMap<>();
        List<Judged> judged = new ArrayList<>();
        outcome.committed(worklist)
                .forEach((reading, content) -> judged.add(new Judged(
                        reading,
                        patients.computeIfAbsent(
                                reading.study,
                                study -> images.patients(List.of(study)).get(0).patient()),
                        content)));
        List<AgreementReport.OfFinding> findings = labelSets.require(worklist.labelSet()).labels().findings().stream()
                .map(finding -> of(finding, judged, resampling))
                .toList();
        Map<String, List<ReadingVersion>> versions = new LinkedHashMap<>();
        List<String> readers = judged.stream()
                .filter(one -> !one.reading().role.equals(Reading.ADJUDICATION))
                .map(one -> one.reading().id)
                .toList();
        repository.versionsOfWorklist(worklist.name).stream()
                .filter(version -> readers.contains(version.reading))
                .forEach(version -> versions.computeIfAbsent(version.reading, any -> new ArrayList<>())
                        .add(version));
        return new AgreementReport(
                worklist.name, worklist.labelSet, findings, SuggestionEffect.of(List.copyOf(versions.values())));
    }

    private AgreementReport.OfFinding of(Finding finding, List<Judged> judged, Resampling resampling) {
        List<Rating> given = new ArrayList<>();
        for (Judged one : judged) {
            if (one.reading().role.equals(Reading.FIRST)) {
                values(one, finding)
                        .forEach((item, value) ->
                                given.add(new Rating(item, one.patient(), one.reading().reader, value)));
            }
        }
        Ratings ratings = Ratings.of(CATEGORIES, given);
        GroupAgreement group = GroupAgreement.of(ratings, resampling);
        return new AgreementReport.OfFinding(
                finding.id(),
                finding.level().word(),
                group.items(),
                Figure.of(group.percentAgreement()),
                Figure.of(group.fleissKappa()),
                Figure.of(group.krippendorffAlpha(Scale.NOMINAL)),
                Figure.of(group.specificAgreement(PRESENT)),
                pairs(ratings, resampling),
                ratings.raters().stream()
                        .map(reader -> reader(reader, finding, ratings, judged, resampling))
                        .toList(),
                marks(finding, judged, resampling));
    }

    private static List<AgreementReport.Pair> pairs(Ratings ratings, Resampling resampling) {
        List<AgreementReport.Pair> pairs = new ArrayList<>();
        List<String> readers = ratings.raters().stream().sorted().toList();
        for (int i = 0; i < readers.size(); i++) {
            for (String second : readers.subList(i + 1, readers.size())) {
                PairAgreement pair = PairAgreement.of(ratings, readers.get(i), second, resampling);
                if (pair.items() > 0) {
                    pairs.add(new AgreementReport.Pair(
                            readers.get(i),
                            second,
                            pair.items(),
                            Figure.of(pair.kappa(Weighting.NONE)),
                            Figure.of(pair.pabak())));
                }
            }
        }
        return pairs;
    }

    private static AgreementReport.Reader reader(
            String reader, Finding finding, Ratings ratings, List<Judged> judged, Resampling resampling) {
        Map<String, String> truth = new HashMap<>();
        List<Rating> twice = new ArrayList<>();
        for (Judged one : judged) {
            if (one.reading().reader.equals(reader)) {
                LabelValue known = ContentJson.truth(one.reading().truth).get(finding.id());
                if (known != null) {
                    truth.put(one.reading().study, known.word());
                }
                if (!one.reading().role.equals(Reading.ADJUDICATION)) {
                    values(one, finding)
                            .forEach((item, value) ->
                                    twice.add(new Rating(item, one.patient(), one.reading().role, value)));
                }
            }
        }
        boolean alone = ratings.raters().size() < 2;
        ReaderPerformance others = alone ? null : ReaderPerformance.againstOthers(ratings, reader, PRESENT, resampling);
        ReaderPerformance known = ReaderPerformance.against(ratings, reader, truth, PRESENT, resampling);
        Ratings repeated = Ratings.of(CATEGORIES, twice);
        PairAgreement repeats = repeated.raters().containsAll(List.of(Reading.FIRST, Reading.REPEAT))
                ? PairAgreement.of(repeated, Reading.FIRST, Reading.REPEAT, resampling)
                : null;
        return new AgreementReport.Reader(
                reader,
                others == null ? 0 : others.items(),
                others == null ? NOTHING : Figure.of(others.sensitivity()),
                others == null ? NOTHING : Figure.of(others.specificity()),
                known.items(),
                Figure.of(known.sensitivity()),
                Figure.of(known.specificity()),
                repeats == null ? 0 : repeats.items(),
                repeats == null ? NOTHING : Figure.of(repeats.kappa(Weighting.NONE)));
    }

    /** Item → value. A study's finding that a committed reading leaves open counts as absent, as for an adjudication. */
    private static Map<String, String> values(Judged one, Finding finding) {
        Map<String, String> values = new LinkedHashMap<>();
        if (finding.level() == Level.STUDY) {
            values.put(one.reading().study, LabelValue.ABSENT.word());
        }
        for (FindingLabel label : one.content().labels()) {
            if (label.finding().equals(finding.id())) {
                String item = Objects.requireNonNullElse(
                        label.series(), Objects.requireNonNullElse(label.instance(), one.reading().study));
                values.put(
                        label.frame() == null ? item : item + "#" + label.frame(),
                        label.value().word());
            }
        }
        return values;
    }

    private AgreementReport.Marks marks(Finding finding, List<Judged> judged, Resampling resampling) {
        Map<String, List<Judged>> byStudy = new LinkedHashMap<>();
        for (Judged one : judged) {
            if (one.reading().role.equals(Reading.FIRST)) {
                byStudy.computeIfAbsent(one.reading().study, any -> new ArrayList<>())
                        .add(one);
            }
        }
        MarkedRegions regions = new MarkedRegions();
        byStudy.forEach((study, readers) -> {
            List<List<Mark>> marked = readers.stream()
                    .map(one -> one.content().marks().stream()
                            .filter(mark -> mark.finding().equals(finding.id()))
                            .toList())
                    .toList();
            if (marked.stream().anyMatch(marks -> !marks.isEmpty())) {
                Map<String, MarkedRegions.Size> sizes = new HashMap<>();
                for (Instance image : instances.ofStudy(study)) {
                    sizes.put(image.id, new MarkedRegions.Size(image.rows, image.columns));
                }
                for (int i = 0; i < marked.size(); i++) {
                    for (List<Mark> other : marked.subList(i + 1, marked.size())) {
                        regions.compare(readers.get(0).patient(), marked.get(i), other, sizes);
                    }
                }
            }
        });
        return regions.report(resampling);
    }
}
