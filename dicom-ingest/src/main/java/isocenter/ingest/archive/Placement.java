package isocenter.ingest.archive;

import isocenter.audit.ledger.Artefact;

/**
 * A file and where it goes.
 *
 * @param path relative to the data folder
 */
record Placement(StagedFile file, String path) {
    Artefact artefact() {
        return new Artefact(path, file.sha256());
    }
}
