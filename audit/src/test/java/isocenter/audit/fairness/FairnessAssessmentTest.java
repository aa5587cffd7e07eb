package isocenter.audit.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FairnessAssessmentTest {
    private static final AuditPolicy POLICY = new AuditPolicy(0.95, 10, 10, 0.05, 0.10, 0.05, 200, 7);

    /** Patients with one to three images; a patient's images share half of their noise. */
    private static List<ScoredSubject> cohort(int patients, double separationA, double separationB, Random random) {
        List<ScoredSubject> subjects = new ArrayList<>();
        for (int p = 0; p < patients; p++) {
            boolean inA = random.nextBoolean();
            boolean positive = random.nextDouble() < 0.4;
            double shared = random.nextGaussian();
            for (int image = random.nextInt(3); image >= 0; image--) {
                double score = (shared + random.nextGaussian()) / Math.sqrt(2)
                        + (positive ? (inA ? separationA : separationB) : 0);
                subjects.add(new ScoredSubject(
                        "i" + p + "-" + image, "p" + p, score, positive, Map.of("site", inA ? "A" : "B")));
            }
        }
        return subjects;
    }

    private static FairnessAssessment assess(List<ScoredSubject> subjects) {
        return FairnessAssessment.of(subjects, List.of("site"), 0.7, POLICY);
    }

    @Test
    void manyDataWithoutAGapPass() {
        assertThat(assess(cohort(6000, 1.5, 1.5, new Random(1))).verdict()).isEqualTo(new Verdict.Pass());
    }

    @Test
    void aGapBeyondTheMarginFails() {
        FairnessAssessment assessment = assess(cohort(600, 0.6, 2.0, new Random(1)));
        assertThat(assessment.verdict()).isInstanceOf(Verdict.Fail.class);
        assertThat(assessment.worst("site").orElseThrow().value()).isEqualTo("A");
    }

    @Test
    void fewDataWithoutAGapAreInsufficient() {
        assertThat(assess(cohort(120, 1.5, 1.5, new Random(1))).verdict())
                .isInstanceOf(Verdict.InsufficientEvidence.class);
    }

    /** The policy's promise: with no gap at all, dependent images included, hardly ever a failure. */
    @Test
    void withoutAGapAFailureIsRare() {
        Random random = new Random(99);
        int failures = 0;
        for (int study = 0; study < 100; study++) {
            failures += assess(cohort(150, 1.2, 1.2, random)).verdict() instanceof Verdict.Fail ? 1 : 0;
        }
        assertThat(failures).isLessThanOrEqualTo(8);
    }

    @Test
    void missingDemographicsAreAGroupAndNobodyIsDropped() {
        List<ScoredSubject> subjects = new ArrayList<>();
        for (ScoredSubject s : cohort(200, 1.5, 1.5, new Random(3))) {
            subjects.add(new ScoredSubject(
                    s.subject(),
                    s.patient(),
                    s.score(),
                    s.positive(),
                    s.attribute("site").equals("A") ? Map.of() : Map.of("site", "z")));
        }
        FairnessAssessment assessment = assess(subjects);
        assertThat(assessment.groups()).extracting(GroupPerformance::value).containsExactly("z", "unknown");
        assertThat(assessment.groups().stream().mapToLong(GroupPerformance::n).sum())
                .isEqualTo(assessment.overall().n())
                .isEqualTo(subjects.size());
    }

    @Test
    void aSmallGroupIsNotEstimableAndLeavesTheVerdictOpen() {
        List<ScoredSubject> subjects = new ArrayList<>(cohort(6000, 1.5, 1.5, new Random(1)));
        for (int i = 0; i < 12; i++) {
            subjects.add(new ScoredSubject("few" + i, "few" + i, 0.1 * i, i % 4 == 0, Map.of("site", "C")));
        }
        FairnessAssessment assessment = assess(subjects);
        GroupPerformance few = assessment.groups().get(2);
        assertThat(few.auroc())
                .isEqualTo(new NotEstimable("3 positives and 9 negatives; the policy asks for 10 and 10"));
        assertThat(few.aurocByPatients()).isEqualTo(few.auroc());
        assertThat(few.sensitivity()).isInstanceOf(Estimated.class);
        assertThat(assessment.verdict())
                .isInstanceOfSatisfying(
                        Verdict.InsufficientEvidence.class,
                        open -> assertThat(open.reasons())
                                .anyMatch(reason -> reason.contains("site = C: not estimable")));
    }

    @Test
    void oneGroupAloneHasNothingToBeComparedWith() {
        List<ScoredSubject> subjects = cohort(500, 1.5, 1.5, new Random(1)).stream()
                .filter(s -> s.attribute("site").equals("A"))
                .toList();
        assertThat(assess(subjects).verdict()).isInstanceOf(Verdict.InsufficientEvidence.class);
    }

    /** Two groups see the same comparison from two sides: mirrored, and counted once by Holm. */
    @Test
    void twoGroupsMirrorEachOther() {
        List<Gap> gaps = assess(cohort(400, 1.2, 1.6, new Random(5))).gaps();
        assertThat(gaps).hasSize(6);
        double[] p = new double[3];
        for (int metric = 0; metric < 3; metric++) {
            Gap a = gaps.get(metric);
            Gap b = gaps.get(metric + 3);
            assertThat(a.metric()).isEqualTo(b.metric());
            assertThat(((Estimated) a.shortfall()).value())
                    .isCloseTo(-((Estimated) b.shortfall()).value(), within(1e-12));
            assertThat(((Estimated) a.shortfall()).low()).isCloseTo(-((Estimated) b.shortfall()).high(), within(1e-12));
            assertThat(a.pValue()).isCloseTo(b.pValue(), within(1e-12));
            p[metric] = a.pValue();
        }
        double[] adjusted = Multiplicity.holm(p);
        for (int i = 0; i < 6; i++) {
            assertThat(gaps.get(i).adjustedP()).isCloseTo(adjusted[i % 3], within(1e-12));
        }
    }

    /** Newcombe's interval of a difference of proportions from both sides' Clopper–Pearson intervals, by hand. */
    @Test
    void aRateGapJoinsBothSidesIntervals() {
        List<ScoredSubject> subjects = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            String site = i < 40 ? "A" : "B";
            boolean positive = i % 2 == 0;
            boolean called = positive ? i % 40 < (site.equals("A") ? 28 : 40) : i % 3 == 0;
            subjects.add(new ScoredSubject("i" + i, "p" + i, called ? 1 : 0, positive, Map.of("site", site)));
        }
        Gap gap = assess(subjects).gaps().get(Metric.SENSITIVITY.ordinal());
        Estimated a = (Estimated) ClopperPearson.of(14, 20, 0.95);
        Estimated b = (Estimated) ClopperPearson.of(20, 20, 0.95);
        Estimated shortfall = (Estimated) gap.shortfall();
        assertThat(gap.value()).isEqualTo("A");
        assertThat(shortfall.value()).isCloseTo(0.3, within(1e-12));
        assertThat(shortfall.low())
                .isCloseTo(0.3 - Math.hypot(b.value() - b.low(), a.high() - a.value()), within(1e-12));
        assertThat(shortfall.high()).isCloseTo(0.3 + (a.value() - a.low()), within(1e-12));
        double pooled = 34.0 / 40;
        assertThat(gap.standardError()).isCloseTo(Math.sqrt(pooled * (1 - pooled) * (0.05 + 0.05)), within(1e-12));
    }
}
