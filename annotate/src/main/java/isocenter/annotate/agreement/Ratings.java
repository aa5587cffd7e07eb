package isocenter.annotate.agreement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What raters said of items. A rater may have judged some items only, and one item several times: agreement takes his
 * first rating of it, {@link DawidSkene} all.
 */
public final class Ratings {
    /** No rating. */
    static final int MISSING = -1;

    private final List<String> categories;
    private final List<Rating> given;
    private final List<String> items;
    private final List<String> raters;
    private final List<String> patients;
    private final int[][] first;

    private Ratings(List<String> categories, List<Rating> given) {
        this.categories = List.copyOf(categories);
        this.given = List.copyOf(given);
        Map<String, String> patientOf = new LinkedHashMap<>();
        for (Rating rating : given) {
            String earlier = patientOf.putIfAbsent(rating.item(), rating.patient());
            if (earlier != null && !earlier.equals(rating.patient())) {
                throw new IllegalArgumentException("An item is of two patients: name items by their study or image");
            }
        }
        this.items = List.copyOf(patientOf.keySet());
        this.patients = List.copyOf(patientOf.values());
        this.raters = given.stream().map(Rating::rater).distinct().toList();
        this.first = new int[items.size()][raters.size()];
        Arrays.stream(first).forEach(row -> Arrays.fill(row, MISSING));
        Map<String, Integer> item = places(items);
        Map<String, Integer> rater = places(raters);
        for (Rating rating : given) {
            int[] row = first[item.getOrDefault(rating.item(), 0)];
            int place = rater.getOrDefault(rating.rater(), 0);
            row[place] = row[place] == MISSING ? category(rating.category()) : row[place];
        }
    }

    /**
     * Takes ratings.
     *
     * @param categories all there are, two or more; in rising order where they have one
     * @param given in the order in which they were made
     * @throws IllegalArgumentException for another category, or an item of two patients
     */
    public static Ratings of(List<String> categories, List<Rating> given) {
        if (categories.size() < 2 || categories.stream().distinct().count() < categories.size()) {
            throw new IllegalArgumentException("Agreement needs two categories or more, each named once");
        }
        return new Ratings(categories, given);
    }

    /** The same without one rater; items that nobody else rated go with him. */
    public Ratings without(String rater) {
        return new Ratings(
                categories,
                given.stream().filter(rating -> !rating.rater().equals(rater)).toList());
    }

    public List<String> categories() {
        return categories;
    }

    /** In the order of their first rating. */
    public List<String> items() {
        return items;
    }

    /** In the order of their first rating. */
    public List<String> raters() {
        return raters;
    }

    /** Each item's patient. */
    List<String> patients() {
        return patients;
    }

    List<Rating> given() {
        return given;
    }

    /** [items][raters]: the place of the category that a rater first gave, or {@link #MISSING}. */
    int[][] first() {
        return first;
    }

    int rater(String name) {
        return place(raters, name, "rater");
    }

    int category(String name) {
        return place(categories, name, "category");
    }

    static Map<String, Integer> places(List<String> names) {
        Map<String, Integer> places = new LinkedHashMap<>();
        for (String name : names) {
            places.put(name, places.size());
        }
        return places;
    }

    /** Which cluster each of these items belongs to, from 0 in the order in which patients first occur. */
    int[] clusters(List<Integer> chosen) {
        List<String> seen = new ArrayList<>();
        Map<String, Integer> places = new LinkedHashMap<>();
        int[] clusters = new int[chosen.size()];
        for (int i = 0; i < clusters.length; i++) {
            String patient = patients.get(chosen.get(i));
            if (places.putIfAbsent(patient, seen.size()) == null) {
                seen.add(patient);
            }
            clusters[i] = Objects.requireNonNull(places.get(patient));
        }
        return clusters;
    }

    private static int place(List<String> names, String name, String kind) {
        int place = names.indexOf(name);
        if (place < 0) {
            throw new IllegalArgumentException(
                    "There is no " + kind + " \"" + name + "\"; there are " + String.join(", ", names));
        }
        return place;
    }
}
