package isocenter.pretrain.recipe;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value of a recipe's setting when the file leaves it out, written as it would be in the file. The canonical form
 * always holds the value, so that a changed default changes the hash.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface DefaultValue {
    /** The value of a list that has no items. */
    String NO_ITEMS = "[]";

    String value();
}
