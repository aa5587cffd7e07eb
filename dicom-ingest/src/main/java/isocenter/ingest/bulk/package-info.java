/**
 * Many files at once, without anybody watching: a folder whose files are taken in as they come ({@link
 * isocenter.ingest.bulk.Inboxes}), and imports that any number of worker processes share ({@link
 * isocenter.ingest.bulk.Imports}). Finds files with {@code ingest.source}, takes them in with {@code ingest.archive},
 * queues work in {@code ingest.job}; both go on after any interruption.
 */
@NullMarked
package isocenter.ingest.bulk;

import org.jspecify.annotations.NullMarked;
