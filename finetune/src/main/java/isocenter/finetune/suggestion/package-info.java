/**
 * A model in the reading room's loop: nearest neighbours by the features of a backbone, among images that have labels. Enter
 * by {@link isocenter.finetune.suggestion.KnnSuggestions}, which {@code isocenter.annotate.reading} finds as a bean.
 * Neighbours: {@code isocenter.pretrain.embedding} has the features, {@code isocenter.annotate.task} the labels.
 */
@NullMarked
package isocenter.finetune.suggestion;

import org.jspecify.annotations.NullMarked;
