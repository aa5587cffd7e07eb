package isocenter.pretrain.recipe;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The recipes shipped for a record type: each name {@code n} is the class path resource {@code recipes/n.yaml}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface BuiltInRecipes {
    String[] value();
}
