package isocenter.annotate.reading;

import isocenter.annotate.agreement.DawidSkene;
import isocenter.annotate.agreement.LikeliestTruth;
import isocenter.annotate.agreement.Rating;
import isocenter.annotate.agreement.Ratings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What readers of many studies together say of one finding, each trusted as far as the others bear him out. */
final class LikeliestValues {
    private static final int FEWEST_READERS = 3;
    private static final List<String> VALUES =
            Arrays.stream(LabelValue.values()).map(LabelValue::name).toList();

    private LikeliestValues() {}

    /** A place in a study. */
    private record Place(String study, FindingLabel label) {}

    /**
     * Decides every place of which somebody has said something. Adjudicated ones stay as they are; others count as far as
     * all first readers of their study have ended.
     *
     * @param studies by their UID
     * @throws IllegalArgumentException with fewer than {@value #FEWEST_READERS} readers, and when no answer is found
     */
    static Map<String, List<Consensus.Decided>> of(Map<String, StudyReadings> studies, String finding) {
        Map<String, List<Consensus.Decided>> decided = new LinkedHashMap<>();
        Map<Place, Place> open = new LinkedHashMap<>();
        List<Rating> ratings = new ArrayList<>();
        studies.forEach((study, readings) -> {
            List<Consensus.Decided> adjudicated = readings.consensus().stream()
                    .filter(one -> one.basis() == Consensus.Basis.ADJUDICATED)
                    .filter(one -> one.label().finding().equals(finding))
                    .toList();
            decided.put(study, new ArrayList<>(adjudicated));
            if (!readings.complete()) {
                return;
            }
            List<FindingLabel> done = adjudicated.stream()
                    .map(one -> Consensus.place(one.label()))
                    .toList();
            readings.first()
                    .forEach(one -> one.content().labels().stream()
                            .filter(label -> label.finding().equals(finding) && !done.contains(Consensus.place(label)))
                            .forEach(label -> {
                                Place place = new Place(study, Consensus.place(label));
                                open.putIfAbsent(place, place);
                                ratings.add(new Rating(
                                        place.toString(),
                                        study,
                                        one.reader(),
                                        label.value().name()));
                            }));
        });
        if (!ratings.isEmpty()) {
            decide(ratings, open.keySet().stream().toList(), decided);
        }
        return decided;
    }

    private static void decide(List<Rating> ratings, List<Place> places, Map<String, List<Consensus.Decided>> decided) {
        Ratings all = Ratings.of(VALUES, ratings);
        if (all.raters().size() < FEWEST_READERS) {
            throw new IllegalArgumentException(
                    "Dawid and Skene's consensus needs three readers or more who share"
                            + " studies: of two it cannot know which one errs. Take the majority, or have differences adjudicated");
        }
        LikeliestTruth truth = DawidSkene.fit(all);
        if (!truth.converged()) {
            throw new IllegalArgumentException("Dawid and Skene's consensus found no answer in " + truth.iterations()
                    + " iterations: there are too few readings for so many readers. Take the majority");
        }
        List<String> values = truth.decisions();
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            decided.getOrDefault(place.study(), new ArrayList<>())
                    .add(new Consensus.Decided(
                            Consensus.at(place.label(), LabelValue.valueOf(values.get(i))), Consensus.Basis.LIKELIEST));
        }
    }
}
