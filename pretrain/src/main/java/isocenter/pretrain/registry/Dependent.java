package isocenter.pretrain.registry;

/**
 * Something that refers to a backbone.
 *
 * @param kind what it is, such as "predictor"
 * @param name its id
 * @param needs whether it would break without the backbone; otherwise it is a record that stands by itself, and could only
 *     not be made again
 */
public record Dependent(String kind, String name, boolean needs) {
    @Override
    public String toString() {
        return kind + " " + name;
    }
}
