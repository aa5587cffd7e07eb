package isocenter.pretrain.watch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Limited-memory BFGS for smooth convex functions of some hundred to some thousand variables (Nocedal and Wright,
 * Numerical Optimization, algorithms 7.4 and 7.5), with a bisecting search that keeps the curvature positive.
 * Deterministic: the same function and start give the same doubles.
 */
final class Lbfgs {

    private static final double SUFFICIENT_DECREASE = 1e-4;
    private static final double CURVATURE = 0.9;
    private static final double VALUE_ROUNDING = 1e-13;
    private static final int MAX_SEARCH = 60;

    private final int memory;
    private final int maxSteps;
    private final double tolerance;

    /** @param tolerance stop when no part of the gradient is larger than this times max(1, the first gradient's largest) */
    Lbfgs(int memory, int maxSteps, double tolerance) {
        this.memory = memory;
        this.maxSteps = maxSteps;
        this.tolerance = tolerance;
    }

    /** A function's value at a point; fills the gradient. */
    interface Objective {
        double at(double[] point, double[] gradient);
    }

    private record Pair(double[] step, double[] change, double curvature) {}

    private record Point(double[] position, double value, double[] gradient) {}

    double[] minimise(Objective objective, double[] start) {
        Point here = evaluate(objective, start.clone());
        double stop = tolerance * Math.max(1, largest(here.gradient));
        Deque<Pair> pairs = new ArrayDeque<>();
        for (int step = 0; step < maxSteps && largest(here.gradient) > stop; step++) {
            double[] direction = direction(here.gradient, pairs);
            double first = pairs.isEmpty() ? Math.min(1, 1 / norm(here.gradient)) : 1;
            Point next = search(objective, here, direction, first);
            if (next == here) {
                break; // no decrease is left at the precision of doubles
            }
            remember(pairs, here, next);
            here = next;
        }
        return here.position;
    }

    /** A point that meets the weak Wolfe conditions, found by bisection, which for a convex function always ends. */
    private static Point search(Objective objective, Point from, double[] direction, double first) {
        double slope = dot(from.gradient, direction);
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double length = first;
        Point best = from;
        for (int i = 0; i < MAX_SEARCH; i++) {
            Point tried = evaluate(objective, along(from.position, direction, length));
            double tilt = dot(tried.gradient, direction);
            if (!decreases(from, tried, length, slope, tilt)) {
                high = length;
            } else {
                best = tried;
                if (tilt >= CURVATURE * slope) {
                    return tried;
                }
                low = length;
            }
            length = Double.isInfinite(high) ? 2 * low : (low + high) / 2;
        }
        return best;
    }

    /**
     * Sufficient decrease. Close to the minimum, values differ by rounding only; there the slopes tell what the values no
     * longer can (approximate Wolfe conditions, Hager and Zhang 2005).
     */
    private static boolean decreases(Point from, Point to, double length, double slope, double tilt) {
        boolean byValue = to.value <= from.value + SUFFICIENT_DECREASE * length * slope;
        boolean bySlope = to.value <= from.value + VALUE_ROUNDING * Math.abs(from.value)
                && tilt <= (2 * SUFFICIENT_DECREASE - 1) * slope;
        return byValue || bySlope;
    }

    private void remember(Deque<Pair> pairs, Point from, Point to) {
        double[] step = difference(to.position, from.position);
        double[] change = difference(to.gradient, from.gradient);
        double curvature = dot(step, change);
        if (curvature > 0) {
            pairs.addLast(new Pair(step, change, curvature));
            if (pairs.size() > memory) {
                pairs.removeFirst();
            }
        }
    }

    private static double[] direction(double[] gradient, Deque<Pair> pairs) {
        double[] result = gradient.clone();
        double[] factors = new double[pairs.size()];
        int i = pairs.size();
        for (Iterator<Pair> newest = pairs.descendingIterator(); newest.hasNext(); ) {
            Pair pair = newest.next();
            factors[--i] = dot(pair.step, result) / pair.curvature;
            add(result, -factors[i], pair.change);
        }
        if (!pairs.isEmpty()) {
            Pair last = pairs.getLast();
            scale(result, last.curvature / dot(last.change, last.change));
        }
        for (Pair pair : pairs) {
            add(result, factors[i++] - dot(pair.change, result) / pair.curvature, pair.step);
        }
        scale(result, -1);
        return result;
    }

    private static Point evaluate(Objective objective, double[] position) {
        double[] gradient = new double[position.length];
        double value = objective.at(position, gradient);
        return new Point(position, value, gradient);
    }

    private static double[] along(double[] from, double[] direction, double length) {
        double[] to = from.clone();
        add(to, length, direction);
        return to;
    }

    private static double[] difference(double[] a, double[] b) {
        double[] difference = a.clone();
        add(difference, -1, b);
        return difference;
    }

    private static void add(double[] target, double factor, double[] values) {
        for (int i = 0; i < target.length; i++) {
            target[i] += factor * values[i];
        }
    }

    private static void scale(double[] target, double factor) {
        for (int i = 0; i < target.length; i++) {
            target[i] *= factor;
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double norm(double[] values) {
        return Math.sqrt(dot(values, values));
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
