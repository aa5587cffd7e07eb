package isocenter.ingest.dicomweb;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every endpoint under {@code /dicom-web}, those that are yet to be written too: a radiologist gets of
 * studies that are not assigned what anybody gets of studies that are not there, and images only after their view was
 * recorded.
 */
final class StudyGuard {
    private final AssignedStudies assigned;
    private final ImageViews views;

    StudyGuard(AssignedStudies assigned, ImageViews views) {
        this.assigned = assigned;
        this.views = views;
    }

    /** Null lets the request pass. */
    @ServerRequestFilter
    public @Nullable Response guard(ResourceInfo resource, UriInfo uri) {
        if (!isDicomWeb(resource.getResourceClass()) || !assigned.limited()) {
            return null;
        }
        Method endpoint = resource.getResourceMethod();
        String study = uri.getPathParameters().getFirst("study");
        if (study == null) {
            return endpoint.isAnnotationPresent(LimitedToAssigned.class) ? null : Problem.absent();
        }
        if (!assigned.include(study)) {
            return Problem.absent();
        }
        if (!endpoint.isAnnotationPresent(WithoutPixels.class)) {
            views.record(assigned.user(), study, uri.getPathParameters().getFirst("series"));
        }
        return null;
    }

    private static boolean isDicomWeb(Class<?> resource) {
        Path path = resource.getAnnotation(Path.class);
        return path != null && path.value().matches("/?dicom-web(/.*)?");
    }
}
