/**
 * Long work that survives a killed process: a row with progress, cancel flag and fencing number per job, a queue
 * entry in the same database, workers in processes of their own. Entry: {@link isocenter.ingest.job.JobQueue} to
 * submit and look, {@link isocenter.ingest.job.JobWorker} to work, {@link isocenter.ingest.job.JobHandler} to add a
 * kind. Neighbour: {@code isocenter.audit.ledger}, where every start and end is recorded.
 */
@NullMarked
package isocenter.ingest.job;

import org.jspecify.annotations.NullMarked;
