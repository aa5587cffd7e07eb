package isocenter.pretrain.map;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of each image under one name.
 *
 * @param name as it was asked for, such as {@code site} or {@code label:pneumonia}
 * @param values one for each image, in the order of the map; null where it is unknown
 */
public record Colouring(String name, List<@Nullable String> values) {}
