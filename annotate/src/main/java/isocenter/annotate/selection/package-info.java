/**
 * What to label next: strategies that choose images by a backbone's features and the labels there are, each choice with the
 * reason for it, and a simulation that replays a labelled dataset to see what a strategy would have been worth. Enter by
 * {@link isocenter.annotate.selection.Selection} and {@link isocenter.annotate.selection.Simulation}. Neighbours: features
 * and probes of {@code isocenter.pretrain}; worklists take what is chosen.
 */
@NullMarked
package isocenter.annotate.selection;

import org.jspecify.annotations.NullMarked;
