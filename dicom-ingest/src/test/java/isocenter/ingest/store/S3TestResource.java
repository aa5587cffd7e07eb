package isocenter.ingest.store;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Lets a {@code @QuarkusTest} keep its objects in S3. The test itself opens the {@link FaultyWay} that leads there, at
 * the port that {@link #wayPort} tells.
 */
public final class S3TestResource implements QuarkusTestResourceLifecycleManager {
    private static final String WAY = "test.s3.way";

    @Override
    public Map<String, String> start() {
        try {
            S3Server.get();
            int port = S3Server.freePort();
            System.setProperty(WAY, Integer.toString(port));
            return S3Server.settings(port, 2);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static int wayPort() {
        return Integer.getInteger(WAY);
    }

    @Override
    public void stop() {
        System.clearProperty(WAY);
    }
}
