package isocenter.annotate.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isocenter.annotate.reading.Consensus.Basis;
import isocenter.annotate.reading.Consensus.Decided;
import isocenter.annotate.reading.Consensus.Said;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Readers of whom it is known how they err. */
class LikeliestValuesTest {
    private static final String FINDING = "opacity";

    private static Said said(String reader, String role, LabelValue value) {
        return new Said(
                reader,
                role,
                new ReadingContent(
                        List.of(
                                FindingLabel.ofStudy(FINDING, value),
                                FindingLabel.ofStudy("other", LabelValue.PRESENT)),
                        List.of(),
                        ""));
    }

    private static LabelValue value(boolean present) {
        return present ? LabelValue.PRESENT : LabelValue.ABSENT;
    }

    /** Three careful readers, four who toss a coin. */
    private static Map<String, StudyReadings> studies(List<Boolean> truth) {
        SplittableRandom random = new SplittableRandom(11);
        Map<String, StudyReadings> studies = new LinkedHashMap<>();
        for (int study = 0; study < 300; study++) {
            boolean present = random.nextDouble() < 0.3;
            truth.add(present);
            List<Said> all = new ArrayList<>();
            for (int reader = 0; reader < 7; reader++) {
                boolean right = random.nextDouble() < (reader < 3 ? 0.9 : 0.5);
                all.add(said("reader-" + reader, Reading.FIRST, value(right == present)));
            }
            studies.put("study-" + study, new StudyReadings(all, 7));
        }
        return studies;
    }

    private static int right(Map<String, List<Decided>> decided, List<Boolean> truth) {
        int right = 0;
        for (int study = 0; study < truth.size(); study++) {
            LabelValue real = value(truth.get(study));
            right += decided.getOrDefault("study-" + study, List.of()).stream()
                            .filter(one -> one.label().finding().equals(FINDING))
                            .anyMatch(one -> one.label().value() == real)
                    ? 1
                    : 0;
        }
        return right;
    }

    @Test
    void readersAreTrustedAsFarAsTheOthersBearThemOut() {
        List<Boolean> truth = new ArrayList<>();
        Map<String, StudyReadings> studies = studies(truth);
        Map<String, List<Decided>> majority = new LinkedHashMap<>();
        studies.forEach((study, readings) -> majority.put(study, readings.consensus()));

        Map<String, List<Decided>> likeliest = LikeliestValues.of(studies, FINDING);

        // three readers of 0.9 alone: 0.972 by their majority, 292 of 300; with four coins among them 0.83, 250
        assertThat(right(majority, truth)).isBetween(230, 270);
        assertThat(right(likeliest, truth)).isGreaterThan(right(majority, truth) + 20);
        assertThat(likeliest.values())
                .allSatisfy(decided -> assertThat(decided).singleElement().satisfies(one -> {
                    assertThat(one.basis()).isEqualTo(Basis.LIKELIEST);
                    assertThat(one.label().finding()).isEqualTo(FINDING);
                }));
    }

    @Test
    void whatWasAdjudicatedStaysAndWhatIsNotAllReadIsOpen() {
        Map<String, StudyReadings> studies = studies(new ArrayList<>());
        List<Said> all = new ArrayList<>(
                studies.getOrDefault("study-0", new StudyReadings(List.of(), 0)).said());
        all.add(said("clara", Reading.ADJUDICATION, LabelValue.UNCERTAIN));
        studies.put("study-0", new StudyReadings(all, 7));
        studies.put("study-1", new StudyReadings(all.subList(0, 6), 7));

        Map<String, List<Decided>> likeliest = LikeliestValues.of(studies, FINDING);

        assertThat(likeliest.get("study-0")).singleElement().satisfies(one -> {
            assertThat(one.basis()).isEqualTo(Basis.ADJUDICATED);
            assertThat(one.label().value()).isEqualTo(LabelValue.UNCERTAIN);
        });
        assertThat(likeliest.get("study-1")).isEmpty();
    }

    @Test
    void twoReadersAreTooFew() {
        Map<String, StudyReadings> studies = Map.of(
                "study",
                new StudyReadings(
                        List.of(
                                said("anna", Reading.FIRST, LabelValue.PRESENT),
                                said("berta", Reading.FIRST, LabelValue.ABSENT)),
                        2));
        assertThatThrownBy(() -> LikeliestValues.of(studies, FINDING)).hasMessageContaining("three readers or more");
        assertThat(LikeliestValues.of(Map.of(), FINDING)).isEmpty();
    }
}
