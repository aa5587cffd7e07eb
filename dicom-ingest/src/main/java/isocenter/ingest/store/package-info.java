/**
 * Where the bytes of kept objects lie: on the local disk, or in a store that speaks S3. Both keep the same promises, held
 * by one contract suite. Entry: {@link isocenter.ingest.store.ObjectStore}. {@code isocenter.ingest.archive} decides
 * what is kept and under which key; {@code isocenter.audit.ledger} hears from here what objects hash to.
 */
@NullMarked
package isocenter.ingest.store;

import org.jspecify.annotations.NullMarked;
