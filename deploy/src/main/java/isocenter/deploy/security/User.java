package isocenter.deploy.security;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person who may sign in.
 *
 * @param role one of {@link Users#ROLES}
 * @param displayName how pages call the person
 * @param disabled since when the person may not; null while they may
 */
public record User(
        String name,
        String role,
        String displayName,
        Instant created,
        @Nullable Instant disabled) {}
