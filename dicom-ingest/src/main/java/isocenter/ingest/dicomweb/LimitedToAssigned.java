package isocenter.ingest.dicomweb;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An endpoint without a study in its path that answers a radiologist with {@link AssignedStudies} only. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface LimitedToAssigned {}
