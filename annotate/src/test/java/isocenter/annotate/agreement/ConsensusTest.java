package isocenter.annotate.agreement;

import static isocenter.annotate.agreement.Reference.estimated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import isocenter.audit.fairness.ClopperPearson;
import isocenter.audit.fairness.Confusion;
import isocenter.audit.fairness.NotEstimable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConsensusTest {
    private static final List<String> FINDING = List.of("absent", "present");
    private static final Resampling RESAMPLING = Resampling.of(1);

    private static Ratings anaesthetists() {
        List<Rating> ratings = new ArrayList<>();
        for (JsonNode one : Reference.of("dawid-skene-1979").path("ratings")) {
            String item = one.get(0).asText();
            ratings.add(new Rating(item, item, one.get(1).asText(), one.get(2).asText()));
        }
        return Ratings.of(Reference.categories(4), ratings);
    }

    @Test
    void anaesthetistsAreWhatTheirPaperAndAnotherProgramSay() {
        JsonNode expected = Reference.of("dawid-skene-1979");
        LikeliestTruth consensus = DawidSkene.fit(anaesthetists());
        assertThat(consensus.converged()).isTrue();
        assertThat(consensus.items()).hasSize(45);
        assertThat(consensus.priors())
                .containsExactly(Reference.numbers(expected.path("publishedPriors")), within(5e-3));
        assertThat(consensus.priors()).containsExactly(Reference.numbers(expected.path("priors")), within(1e-6));
        for (int item = 0; item < 45; item++) {
            assertThat(consensus.posterior()[item])
                    .containsExactly(
                            Reference.numbers(expected.path("posterior").get(item)), within(1e-6));
        }
        consensus.confusion().forEach((rater, rows) -> {
            for (int truth = 0; truth < 4; truth++) {
                JsonNode row =
                        expected.path("confusion").get(Integer.parseInt(rater)).get(truth);
                assertThat(rows[truth]).containsExactly(Reference.numbers(row), within(1e-6));
            }
        });
    }

    @Test
    void everyStepMakesTheRatingsLikelier() {
        double before = Double.NEGATIVE_INFINITY;
        for (int iterations = 1; iterations < 30; iterations++) {
            LikeliestTruth consensus = DawidSkene.fit(anaesthetists(), iterations, 1e-15);
            assertThat(consensus.logLikelihood()).isGreaterThanOrEqualTo(before - 1e-9);
            before = consensus.logLikelihood();
        }
    }

    @Test
    void whatDidNotComeToRestSaysSo() {
        LikeliestTruth cut = DawidSkene.fit(anaesthetists(), 2, 1e-9);
        assertThat(cut.converged()).isFalse();
        assertThat(cut.iterations()).isEqualTo(2);
        assertThatThrownBy(() -> DawidSkene.fit(Ratings.of(FINDING, List.of()))).hasMessageContaining("needs ratings");
    }

    /** Four careful readers and three who guess: the consensus outweighs the guessers, a majority often does not. */
    @Test
    void carefulReadersOutweighGuessers() {
        SplittableRandom random = new SplittableRandom(3);
        List<Rating> ratings = new ArrayList<>();
        List<String> truth = new ArrayList<>();
        int majorityRight = 0;
        for (int item = 0; item < 400; item++) {
            int real = random.nextDouble() < 0.3 ? 1 : 0;
            truth.add(FINDING.get(real));
            int ayes = 0;
            for (int rater = 0; rater < 7; rater++) {
                boolean missing = rater < 4 && random.nextDouble() < 0.4;
                int said = random.nextDouble() < (rater < 4 ? 0.9 : 0.5) ? real : 1 - real;
                if (!missing) {
                    ayes += said == 1 ? 1 : -1;
                    ratings.add(new Rating("" + item, "" + item, "" + rater, FINDING.get(said)));
                }
            }
            majorityRight += (ayes > 0 ? 1 : 0) == real ? 1 : 0;
        }
        LikeliestTruth consensus = DawidSkene.fit(Ratings.of(FINDING, ratings));
        int right = 0;
        for (int item = 0; item < 400; item++) {
            right += consensus
                            .decisions()
                            .get(item)
                            .equals(truth.get(Integer.parseInt(consensus.items().get(item))))
                    ? 1
                    : 0;
        }
        assertThat(right).isGreaterThan(majorityRight + 20);
    }

    private static Rating rating(int item, String rater, int category) {
        return new Rating("study " + item, "patient " + item, rater, FINDING.get(category));
    }

    @Test
    void aReaderIsJudgedByTheReference() {
        List<Rating> ratings = new ArrayList<>();
        Map<String, String> reference = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            reference.put("study " + i, FINDING.get(i < 20 ? 1 : 0));
            ratings.add(rating(i, "A", i < 17 || i >= 45 ? 1 : 0)); // 17 of 20 found, 5 of 30 false
        }
        ratings.add(rating(99, "A", 1)); // not in the reference
        ReaderPerformance reader =
                ReaderPerformance.against(Ratings.of(FINDING, ratings), "A", reference, "present", RESAMPLING);
        assertThat(reader.items()).isEqualTo(50);
        assertThat(reader.counts()).isEqualTo(new Confusion(17, 5, 25, 3));
        assertThat(reader.sensitivity()).isEqualTo(ClopperPearson.of(17, 20, 0.95));
        assertThat(reader.specificity()).isEqualTo(ClopperPearson.of(25, 30, 0.95));
        double chance = (20 * 22 + 30 * 28) / 2500.0;
        assertThat(estimated(reader.kappa()).value()).isCloseTo((0.84 - chance) / (1 - chance), within(1e-12));
        ReaderPerformance nothing =
                ReaderPerformance.against(Ratings.of(FINDING, ratings), "A", Map.of(), "present", RESAMPLING);
        assertThat(nothing.sensitivity()).isInstanceOf(NotEstimable.class);
        assertThat(nothing.kappa()).isInstanceOf(NotEstimable.class);
    }

    /** Where two disagree with the third on everything, he has no say in what he is judged by. */
    @Test
    void aReaderHasNoPartInTheConsensusThatJudgesHim() {
        List<Rating> ratings = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            for (String rater : List.of("A", "B", "C", "D")) {
                ratings.add(rating(i, rater, rater.equals("D") ? 1 - i % 2 : i % 2));
            }
        }
        ReaderPerformance outsider =
                ReaderPerformance.againstOthers(Ratings.of(FINDING, ratings), "D", "present", RESAMPLING);
        assertThat(outsider.counts()).isEqualTo(new Confusion(0, 15, 0, 15));
        ReaderPerformance insider =
                ReaderPerformance.againstOthers(Ratings.of(FINDING, ratings).without("D"), "A", "present", RESAMPLING);
        assertThat(insider.counts()).isEqualTo(new Confusion(15, 0, 15, 0));
        Ratings two = Ratings.of(FINDING, List.of(rating(1, "A", 1), rating(1, "B", 0)));
        assertThat(ReaderPerformance.againstOthers(two, "A", "present", RESAMPLING)
                        .counts())
                .isEqualTo(new Confusion(0, 1, 0, 0));
    }
}
