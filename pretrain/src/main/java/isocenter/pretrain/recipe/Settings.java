package isocenter.pretrain.recipe;

import java.util.Collection;

/**
 * Range checks for recipe records. Every message starts with the setting's name: {@link RecipeReader} finds the line of
 * the file by it.
 */
public final class Settings {

    private Settings() {}

    /** @throws IllegalArgumentException unless {@code low ≤ value ≤ high} */
    public static void inRange(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(
                    name + " must be between " + plain(low) + " and " + plain(high) + ", but is " + plain(value));
        }
    }

    /** @throws IllegalArgumentException unless {@code value > 0} and {@code value ≤ high} */
    public static void positive(String name, double value, double high) {
        if (!(value > 0 && value <= high)) {
            throw new IllegalArgumentException(
                    name + " must be above 0 and at most " + plain(high) + ", but is " + plain(value));
        }
    }

    /** @throws IllegalArgumentException unless {@code value} is one of {@code known} */
    public static void oneOf(String name, String value, Collection<String> known) {
        if (!known.contains(value)) {
            throw new IllegalArgumentException(name + " must be one of " + String.join(", ", known) + ", but is \""
                    + value + "\"" + NearestName.hint(value, known));
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : "" + value;
    }
}
