package isocenter.annotate.selection;

import isocenter.annotate.selection.Picking.Pick;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Chooses images one after the other. Whatever the strategy: the next one is of the group with the fewest labels, there of a
 * patient with the fewest (so that nobody has a second study before everybody has one), and of no study that has a label.
 */
public final class Selection {
    private final Pool pool;
    private final Set<String> studies = new HashSet<>();
    private final Map<String, Integer> ofPatient = new HashMap<>();
    private final Map<String, Integer> ofGroup = new HashMap<>();
    private final boolean balanced;

    private Selection(Pool pool) {
        this.pool = pool;
        pool.labels().keySet().forEach(this::count);
        balanced = pool.candidates().stream().map(Candidate::group).distinct().count() > 1;
    }

    /**
     * Chooses.
     *
     * @param budget how many, 1 or more; fewer are chosen where the pool has fewer studies without a label
     * @param seed the same seed chooses the same images
     * @throws IllegalArgumentException when the strategy needs labels of both classes and they are not there
     */
    public static List<Choice> choose(Strategy strategy, Pool pool, int budget, long seed) {
        if (budget < 1) {
            throw new IllegalArgumentException("A budget is 1 or more");
        }
        if (strategy.needsLabels() && !pool.hasBothClasses()) {
            throw new IllegalArgumentException("The strategy " + strategy.id()
                    + " needs a label of each class: begin with typicality or random, and name the task");
        }
        return new Selection(pool).choose(strategy.begin(pool, budget, seed), budget);
    }

    private List<Choice> choose(Picking picking, int budget) {
        List<Choice> choices = new ArrayList<>();
        List<Integer> available = available();
        while (choices.size() < budget && !available.isEmpty()) {
            Pick pick = picking.next(available);
            Candidate candidate = pool.candidates().get(pick.index());
            String why = balanced
                    ? pick.why() + "; " + candidate.group() + " has the fewest labels (" + labels(candidate) + ")"
                    : pick.why();
            choices.add(new Choice(candidate.instance(), candidate.study(), why));
            count(pick.index());
            picking.took(pick.index());
            available = available();
        }
        return choices;
    }

    private int labels(Candidate candidate) {
        return ofGroup.getOrDefault(candidate.group(), 0);
    }

    private List<Integer> available() {
        List<Integer> open = IntStream.range(0, pool.size())
                .filter(i -> !studies.contains(pool.candidates().get(i).study()))
                .boxed()
                .toList();
        return fewest(
                fewest(open, i -> labels(pool.candidates().get(i))),
                i -> ofPatient.getOrDefault(pool.candidates().get(i).patient(), 0));
    }

    private static List<Integer> fewest(List<Integer> open, ToIntFunction<Integer> count) {
        int least = open.stream().mapToInt(count).min().orElse(0);
        return open.stream().filter(i -> count.applyAsInt(i) == least).toList();
    }

    private void count(int index) {
        Candidate candidate = pool.candidates().get(index);
        studies.add(candidate.study());
        ofPatient.merge(candidate.patient(), 1, Integer::sum);
        ofGroup.merge(candidate.group(), 1, Integer::sum);
    }
}
