package isocenter.annotate.reading;

import static org.assertj.core.api.Assertions.assertThat;

import isocenter.annotate.reading.Consensus.Basis;
import isocenter.annotate.reading.Consensus.Decided;
import isocenter.annotate.reading.Consensus.Said;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsensusTest {
    private static Said said(String reader, String role, LabelValue... pneumonia) {
        return new Said(
                reader,
                role,
                new ReadingContent(
                        List.of(pneumonia).stream()
                                .map(value -> FindingLabel.ofStudy("pneumonia", value))
                                .toList(),
                        List.of(),
                        ""));
    }

    private static Decided decided(LabelValue value, Basis basis) {
        return new Decided(FindingLabel.ofStudy("pneumonia", value), basis);
    }

    @Test
    void allAgree() {
        assertThat(Consensus.of(
                        List.of(said("a", "first", LabelValue.PRESENT), said("b", "first", LabelValue.PRESENT)), 2))
                .containsExactly(decided(LabelValue.PRESENT, Basis.UNANIMOUS));
    }

    @Test
    void halfIsNotMost() {
        assertThat(Consensus.of(
                        List.of(said("a", "first", LabelValue.PRESENT), said("b", "first", LabelValue.ABSENT)), 2))
                .isEmpty();
        assertThat(Consensus.of(
                        List.of(
                                said("a", "first", LabelValue.PRESENT),
                                said("b", "first", LabelValue.ABSENT),
                                said("c", "first", LabelValue.PRESENT)),
                        3))
                .containsExactly(decided(LabelValue.PRESENT, Basis.MAJORITY));
    }

    @Test
    void anAdjudicationDecidesEvenAgainstMost() {
        assertThat(Consensus.of(
                        List.of(
                                said("a", "first", LabelValue.PRESENT),
                                said("b", "first", LabelValue.ABSENT),
                                said("c", "first", LabelValue.PRESENT),
                                said("d", "adjudication", LabelValue.ABSENT)),
                        3))
                .containsExactly(decided(LabelValue.ABSENT, Basis.ADJUDICATED));
    }

    @Test
    void nothingIsDecidedBeforeAllHaveRead() {
        assertThat(Consensus.of(List.of(said("a", "first", LabelValue.PRESENT)), 2))
                .isEmpty();
        assertThat(Consensus.of(List.of(), 0)).isEmpty();
    }

    @Test
    void aRepeatDoesNotCount() {
        assertThat(Consensus.of(
                        List.of(said("a", "first", LabelValue.PRESENT), said("a", "repeat", LabelValue.ABSENT)), 1))
                .containsExactly(decided(LabelValue.PRESENT, Basis.UNANIMOUS));
    }

    @Test
    void whoSaysNothingIsNotOfTheMajority() {
        assertThat(Consensus.of(List.of(said("a", "first", LabelValue.PRESENT), said("b", "first")), 2))
                .isEmpty();
    }
}
