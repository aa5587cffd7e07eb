package isocenter.pretrain.recipe;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The recipe's section for this component bears the name that another setting holds: {@code objective: mae} makes it the
 * section {@code mae}. The component's type is a sealed interface whose records each have a {@link SectionName}; a section
 * whose settings all have defaults may be left out.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface SectionNamedBy {
    /** The record's text component that holds the name. */
    String value();
}
