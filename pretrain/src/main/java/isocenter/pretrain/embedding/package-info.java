/**
 * Features of a registered backbone for the images of a dataset: extracted once by a job, kept in the database, written out
 * as an Arrow file, and searched for an image's nearest neighbours.
 *
 * <p>Entry class: {@link isocenter.pretrain.embedding.Embeddings}. Neighbours: {@code registry} (whose backbones), {@code
 * watch} (whose forward pass), {@code map} (which draws them), {@code isocenter.ingest.dataset}, {@code
 * isocenter.ingest.erasure}, by which a patient's vectors go.
 */
@NullMarked
package isocenter.pretrain.embedding;

import org.jspecify.annotations.NullMarked;
