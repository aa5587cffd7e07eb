package isocenter.deploy.security;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The application as {@code serve} starts it: listening. */
public final class ServingProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("quarkus.http.host-enabled", "true");
    }
}
