/**
 * Worker processes: training runs in a process of its own, started for a job and fed by the job queue, so that a native
 * crash never takes the application with it. Entry class {@link isocenter.deploy.worker.JobRunner}; the queue itself is
 * in {@code isocenter.ingest.job}.
 */
@NullMarked
package isocenter.deploy.worker;

import org.jspecify.annotations.NullMarked;
