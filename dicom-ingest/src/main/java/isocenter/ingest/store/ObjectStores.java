package isocenter.ingest.store;

import isocenter.audit.ledger.IsocenterHome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the store that the configuration names. */
@ApplicationScoped
class ObjectStores {
    @Produces
    @Singleton
    ObjectStore store(StoreConfig config, IsocenterHome home) {
        return switch (config.kind()) {
            case DISK -> ObjectStore.onDisk(home.path());
            case S3 ->
                new S3Store(
                        config.s3(),
                        new ObjectCache(
                                home.path().resolve("cache/objects"),
                                config.s3().cacheBytes()));
        };
    }

    void close(@Disposes ObjectStore store) {
        store.close();
    }
}
