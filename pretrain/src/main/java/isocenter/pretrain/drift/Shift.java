package isocenter.pretrain.drift;

/**
 * A difference between two groups of images, and how often chance makes as large a one.
 *
 * @param value of the statistic
 * @param chance its mean over the permutations: what is to be expected where nothing differs
 * @param p part of the permutations, this one included, with a value at least as large; (0, 1]
 */
public record Shift(double value, double chance, double p) {}
