/**
 * DICOM over the network: takes objects from the callers on its list into {@code archive}, answers for what is kept, and
 * finds and pulls studies from other nodes (PS3.4, PS3.7). Enter through {@link isocenter.ingest.dimse.DimseServer},
 * {@link isocenter.ingest.dimse.RemoteNodes} and {@link isocenter.ingest.dimse.Pull}. Built on {@code association};
 * {@code dicomweb} is its neighbour over HTTP.
 */
@NullMarked
package isocenter.ingest.dimse;

import org.jspecify.annotations.NullMarked;
