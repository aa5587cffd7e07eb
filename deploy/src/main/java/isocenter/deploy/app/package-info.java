/**
 * Starting the application: where its data live, which database it uses, and what happens before any bean exists.
 * Entry class {@link isocenter.deploy.app.Main}; {@code cli} holds the commands it runs, {@code worker} the processes
 * that commands start.
 */
@NullMarked
package isocenter.deploy.app;

import org.jspecify.annotations.NullMarked;
