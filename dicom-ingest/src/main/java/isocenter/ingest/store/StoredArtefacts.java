package isocenter.ingest.store;

import isocenter.audit.ledger.ArtefactStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;

/** Lets the ledger check objects that do not lie in the data folder. */
@ApplicationScoped
class StoredArtefacts implements ArtefactStore {
    private final ObjectStore store;
    private final boolean elsewhere;

    StoredArtefacts(ObjectStore store, StoreConfig config) {
        this.store = store;
        this.elsewhere = config.kind() != StoreConfig.Kind.DISK;
    }

    @Override
    public boolean holds(String path) {
        return elsewhere && path.startsWith(ObjectStore.FOLDER);
    }

    @Override
    public Optional<String> sha256(String path) throws IOException {
        try {
            return Optional.of(store.sha256(path));
        } catch (MissingObjectException gone) {
            return Optional.empty();
        }
    }
}
