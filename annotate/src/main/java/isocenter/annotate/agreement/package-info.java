/**
 * How far readers agree: pure statistics over what they said, without database or files. Enter by {@link
 * isocenter.annotate.agreement.Ratings} for categories ({@link isocenter.annotate.agreement.PairAgreement}, {@link
 * isocenter.annotate.agreement.GroupAgreement}, {@link isocenter.annotate.agreement.DawidSkene}) and by {@link
 * isocenter.annotate.agreement.MaskOverlap} for regions. Neighbours: estimates and the bootstrap over patients come from
 * {@code isocenter.audit.fairness}; whoever keeps readings brings them here.
 */
@NullMarked
package isocenter.annotate.agreement;

import org.jspecify.annotations.NullMarked;
