/**
 * The register of pretraining runs, their loss curves and the backbones that came of them or were imported, and the job
 * that makes them.
 *
 * <p>Entry classes {@link isocenter.pretrain.registry.Backbones} to find a backbone, {@link
 * isocenter.pretrain.registry.Pretraining} and {@link isocenter.pretrain.registry.BackboneImports} to ask for one.
 * Neighbours: {@code recipe} (what is asked), {@code training} (which does it), {@code weights} (which converts), {@code
 * isocenter.ingest.dataset} and {@code isocenter.ingest.job}.
 */
@NullMarked
package isocenter.pretrain.registry;

import org.jspecify.annotations.NullMarked;
