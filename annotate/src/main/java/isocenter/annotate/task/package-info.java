/**
 * Labels that somebody else has already given: a CSV file becomes an immutable revision of a label task, bound to
 * pseudonymous images, or is refused as a whole with the line at fault. Enter by {@link
 * isocenter.annotate.task.LabelTasks}; {@link isocenter.annotate.task.SplitFile} reads the split that such a
 * file may carry. Neighbours: the catalogue and pseudonyms of {@code isocenter.ingest}, the ledger of {@code
 * isocenter.audit}; {@code isocenter.finetune} reads the labels.
 */
@NullMarked
package isocenter.annotate.task;

import org.jspecify.annotations.NullMarked;
