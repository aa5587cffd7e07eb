/**
 * The research desk over HTTP: catalogue, datasets, runs, models, lineage, reports and jobs, for the page that shows them.
 * What is sent has the form that the command of the same thing prints with {@code --json}. Entries: its resources, {@code
 * /api/…}; who may call them says {@code ROLES.md}. Neighbours: {@code isocenter.deploy.representation}, {@code
 * isocenter.deploy.security}.
 */
@NullMarked
package isocenter.deploy.desk;

import org.jspecify.annotations.NullMarked;
