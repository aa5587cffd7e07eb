/**
 * The command line: one class a command, results on standard output, progress on standard error. Entry class
 * {@link isocenter.deploy.cli.IsocenterCommand}; the work itself is in the modules, long work in {@code worker}'s
 * processes.
 */
@NullMarked
package isocenter.deploy.cli;

import org.jspecify.annotations.NullMarked;
