/**
 * What commands print with {@code --json} and the research desk is sent: one form of each thing for both. Neighbours: {@code
 * isocenter.deploy.cli} and {@code isocenter.deploy.desk}.
 */
@NullMarked
package isocenter.deploy.representation;

import org.jspecify.annotations.NullMarked;
