package isocenter.ingest.archive;

import java.util.List;

/**
 * Where an examined object goes.
 *
 * @param staging holds it until its batch is committed
 * @param squares sides in pixels at which it is left for training, maybe none
 */
record Destination(StagingRun staging, List<Integer> squares) {
    Destination {
        squares = List.copyOf(squares);
    }
}
