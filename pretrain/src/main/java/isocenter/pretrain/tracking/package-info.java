/**
 * Tells tools outside how a training goes: TensorBoard through event files in the run's folder, an MLflow tracking server
 * where one is named. What they are told is numbers and settings, never anything of a patient.
 *
 * <p>Entry class: {@link isocenter.pretrain.tracking.Trackers}. Neighbours: {@code training} (which it listens to), {@code
 * watch} (whose figures it passes on), {@code registry} (which keeps the same numbers in the database, and starts it).
 */
@NullMarked
package isocenter.pretrain.tracking;

import org.jspecify.annotations.NullMarked;
