package isocenter.deploy.security;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token as it may be shown; the secret itself is known only to its holder.
 *
 * @param role researcher, radiologist or service
 * @param revoked when it stopped being valid; null while it is
 */
public record ApiToken(
        String name, String role, Instant created, @Nullable Instant revoked) {}
