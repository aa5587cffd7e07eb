package isocenter.annotate.agreement;

import static isocenter.annotate.agreement.Reference.estimated;
import static isocenter.annotate.agreement.Reference.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import isocenter.audit.fairness.Estimated;
import isocenter.audit.fairness.NotEstimable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CategoriesTest {
    private static final Offset<Double> EXACT = within(1e-12);
    private static final Resampling RESAMPLING = Resampling.of(1);
    private static final List<String> FINDING = List.of("absent", "present");

    /** The table's items one by one, each of its own patient: both say yes, first alone, second alone, neither. */
    private static Ratings table(int both, int first, int second, int neither) {
        List<Rating> ratings = new ArrayList<>();
        for (int i = 0; i < both + first + second + neither; i++) {
            boolean one = i < both + first;
            boolean other = i < both || i >= both + first && i < both + first + second;
            ratings.add(new Rating("study " + i, "patient " + i, "A", FINDING.get(one ? 1 : 0)));
            ratings.add(new Rating("study " + i, "patient " + i, "B", FINDING.get(other ? 1 : 0)));
        }
        return Ratings.of(FINDING, ratings);
    }

    private static PairAgreement pair(Ratings ratings) {
        return PairAgreement.of(
                ratings, ratings.raters().get(0), ratings.raters().get(1), RESAMPLING);
    }

    @Test
    void cohensKappaIsThatOfHisPaperAndOfOtherPrograms() {
        JsonNode paper = Reference.of("cohen-1960");
        assertThat(value(pair(Reference.ratings(paper.path("ratings"), 3)).kappa(Weighting.NONE)))
                .isCloseTo(paper.path("published").asDouble(), within(5e-4));
        for (String name : List.of("cohen-1960", "pair")) {
            JsonNode expected = Reference.of(name);
            PairAgreement pair = pair(Reference.ratings(expected.path("ratings"), 5));
            for (Weighting weighting : Weighting.values()) {
                assertThat(value(pair.kappa(weighting)))
                        .isCloseTo(
                                expected.path(weighting.name().toLowerCase(Locale.ROOT))
                                        .asDouble(),
                                EXACT);
            }
        }
    }

    /** Fleiss, Cohen and Everitt's variance of 1969, for one item a patient. */
    @Test
    void theBootstrapGivesWhatTheFormulaGives() {
        JsonNode expected = Reference.of("cohen-1960");
        Estimated kappa =
                estimated(pair(Reference.ratings(expected.path("ratings"), 3)).kappa(Weighting.NONE));
        assertThat(kappa.low()).isCloseTo(expected.path("low").asDouble(), within(0.015));
        assertThat(kappa.high()).isCloseTo(expected.path("high").asDouble(), within(0.015));
    }

    /** Nothing new is known when every study of a patient is there four times. */
    @Test
    void studiesOfOnePatientCountAsOne() {
        Ratings once = table(20, 5, 7, 28);
        List<Rating> repeated = new ArrayList<>();
        for (int copy = 0; copy < 4; copy++) {
            for (Rating rating : once.given()) {
                repeated.add(
                        new Rating(rating.item() + "/" + copy, rating.patient(), rating.rater(), rating.category()));
            }
        }
        Ratings fourTimes = Ratings.of(FINDING, repeated);
        assertThat(pair(fourTimes).kappa(Weighting.NONE)).isEqualTo(pair(once).kappa(Weighting.NONE));
        Estimated fleissOnce = estimated(GroupAgreement.of(once, RESAMPLING).fleissKappa());
        Estimated fleiss = estimated(GroupAgreement.of(fourTimes, RESAMPLING).fleissKappa());
        assertThat(fleiss.value()).isCloseTo(fleissOnce.value(), EXACT);
        assertThat(fleiss.low()).isCloseTo(fleissOnce.low(), EXACT);
    }

    /** 40, 9, 6, 45 and 80, 10, 5, 5: tables of Byrt, Bishop and Carlin 1993 and of Feinstein and Cicchetti 1990. */
    @Test
    void prevalenceAndBiasAreSaidBesideKappa() {
        PairAgreement even = pair(table(40, 9, 6, 45));
        PairAgreement skewed = pair(table(80, 10, 5, 5));
        assertThat(value(even.kappa(Weighting.NONE))).isCloseTo(0.7, within(5e-3));
        assertThat(value(skewed.kappa(Weighting.NONE))).isCloseTo(0.32, within(5e-3));
        for (PairAgreement pair : List.of(even, skewed)) {
            assertThat(value(pair.percentAgreement())).isCloseTo(0.85, EXACT);
            assertThat(value(pair.pabak())).isCloseTo(0.7, EXACT);
        }
        assertThat(value(skewed.specificAgreement("present"))).isCloseTo(160.0 / 175, EXACT);
        assertThat(value(skewed.specificAgreement("absent"))).isCloseTo(10.0 / 25, EXACT);
        assertThat(value(skewed.prevalenceIndex("present"))).isCloseTo(0.75, EXACT);
        assertThat(value(skewed.biasIndex("present"))).isCloseTo(0.05, EXACT);
        assertThat(value(skewed.biasIndex("absent"))).isCloseTo(-0.05, EXACT);
    }

    @Test
    void ofTwoRatersTheGroupSaysWhatThePairSays() {
        Ratings ratings = table(80, 10, 5, 5);
        GroupAgreement group = GroupAgreement.of(ratings, RESAMPLING);
        assertThat(value(group.percentAgreement())).isCloseTo(0.85, EXACT);
        assertThat(value(group.specificAgreement("present"))).isCloseTo(160.0 / 175, EXACT);
        assertThat(value(group.specificAgreement("absent"))).isCloseTo(10.0 / 25, EXACT);
    }

    @Test
    void fleissKappaIsThatOfHisPaperAndOfStatsmodels() {
        JsonNode paper = Reference.of("fleiss-1971");
        assertThat(value(GroupAgreement.of(Reference.ratings(paper.path("ratings"), 5), RESAMPLING)
                        .fleissKappa()))
                .isCloseTo(paper.path("published").asDouble(), within(5e-4))
                .isCloseTo(paper.path("kappa").asDouble(), EXACT);
        JsonNode group = Reference.of("group");
        assertThat(value(GroupAgreement.of(Reference.ratings(group.path("ratings"), 3), RESAMPLING)
                        .fleissKappa()))
                .isCloseTo(group.path("kappa").asDouble(), EXACT);
    }

    @Test
    void alphaIsThatOfItsPaperAndOfAnotherProgram() {
        JsonNode paper = Reference.of("krippendorff-2011");
        GroupAgreement observers = GroupAgreement.of(Reference.ratings(paper.path("ratings"), 5), RESAMPLING);
        assertThat(observers.items()).isEqualTo(11);
        assertThat(value(observers.krippendorffAlpha(Scale.NOMINAL))).isCloseTo(0.743, within(5e-4));
        assertThat(value(observers.krippendorffAlpha(Scale.ORDINAL))).isCloseTo(0.815, within(5e-4));
        assertThat(value(observers.krippendorffAlpha(Scale.INTERVAL))).isCloseTo(0.849, within(5e-4));
        for (String name : List.of("krippendorff-2011", "group-with-gaps")) {
            JsonNode expected = Reference.of(name);
            GroupAgreement group = GroupAgreement.of(Reference.ratings(expected.path("ratings"), 5), RESAMPLING);
            for (Scale scale : Scale.values()) {
                assertThat(value(group.krippendorffAlpha(scale)))
                        .isCloseTo(
                                expected.path(scale.name().toLowerCase(Locale.ROOT))
                                        .asDouble(),
                                EXACT);
            }
        }
    }

    @Test
    void whatCannotBeSaidIsNotEstimable() {
        PairAgreement oneCategory = pair(table(0, 0, 0, 30));
        assertThat(oneCategory.kappa(Weighting.NONE))
                .isEqualTo(new NotEstimable("30 patients do not give kappa, which needs two categories in use"));
        assertThat(value(oneCategory.percentAgreement())).isOne();
        assertThat(oneCategory.specificAgreement("present")).isInstanceOf(NotEstimable.class);
        assertThat(GroupAgreement.of(table(30, 0, 0, 0), RESAMPLING).krippendorffAlpha(Scale.ORDINAL))
                .isInstanceOf(NotEstimable.class);
        assertThat(GroupAgreement.of(table(30, 0, 0, 0), RESAMPLING).fleissKappa())
                .isInstanceOf(NotEstimable.class);
        // one study in thirty: most resamples of it have no kappa
        assertThat(pair(table(1, 0, 0, 29)).kappa(Weighting.NONE)).isInstanceOf(NotEstimable.class);
        Ratings apart = Ratings.of(
                FINDING,
                List.of(
                        new Rating("study 1", "patient 1", "A", "present"),
                        new Rating("study 2", "patient 2", "B", "present")));
        assertThat(pair(apart).kappa(Weighting.NONE)).isEqualTo(new NotEstimable("no item was judged by both raters"));
        assertThat(GroupAgreement.of(apart, RESAMPLING).fleissKappa())
                .isEqualTo(new NotEstimable("no item was judged twice"));
        JsonNode gaps = Reference.of("group-with-gaps").path("ratings");
        assertThat(GroupAgreement.of(Reference.ratings(gaps, 4), RESAMPLING).fleissKappa())
                .isEqualTo(new NotEstimable("items have 2 to 4 ratings and Fleiss' kappa needs as many of each: take"
                        + " Krippendorff's alpha"));
    }

    @Test
    void ratingsRefuseWhatCannotBe() {
        Rating one = new Rating("study", "patient 1", "A", "present");
        assertThatThrownBy(() -> Ratings.of(FINDING, List.of(one, new Rating("study", "patient 2", "B", "present"))))
                .hasMessageContaining("two patients");
        assertThatThrownBy(() -> Ratings.of(List.of("absent", "uncertain"), List.of(one)))
                .hasMessageContaining("there are absent, uncertain");
        assertThatThrownBy(() -> Ratings.of(List.of("absent"), List.of())).hasMessageContaining("two categories");
        assertThatThrownBy(() -> PairAgreement.of(Ratings.of(FINDING, List.of(one)), "A", "B", RESAMPLING))
                .hasMessageContaining("no rater \"B\"");
    }
}
