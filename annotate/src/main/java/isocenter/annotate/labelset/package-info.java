/**
 * What may be labelled: findings with their codes, the level at which each holds, the shapes that may mark it. A label set
 * is a YAML file, checked and kept in numbered versions that are never rewritten; a reading names the version it was made
 * under. Enter by {@link isocenter.annotate.labelset.LabelSets}. Neighbours: {@code isocenter.annotate.reading} uses label
 * sets, {@code isocenter.pretrain.recipe} reads the file.
 */
@NullMarked
package isocenter.annotate.labelset;

import org.jspecify.annotations.NullMarked;
