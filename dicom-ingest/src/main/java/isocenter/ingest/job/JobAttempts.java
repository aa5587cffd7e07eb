package isocenter.ingest.job;

import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.LedgerEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** How attempts begin, go on and end: each change of state is one conditional statement with its ledger entry. */
@ApplicationScoped
class JobAttempts {
    /** A job that takes its process down every time must not go round for ever. */
    static final int LIMIT = 50;

    private static final int LONGEST_ERROR = 2000;

    private final Jobs jobs;
    private final Ledger ledger;

    JobAttempts(Jobs jobs, Ledger ledger) {
        this.jobs = jobs;
        this.ledger = ledger;
    }

    @Transactional
    void requestCancel(UUID id) {
        if (jobs.cancelQueued(id) == 1) {
            record("job.cancel", id, Map.of());
        } else if (jobs.askToStop(id) == 1) {
            record("job.cancel.request", id, Map.of());
        }
    }

    /** Begins the next attempt; empty when there is nothing to do any more. */
    @Transactional(TxType.REQUIRES_NEW)
    Optional<Job> begin(UUID id, String worker) {
        if (jobs.begin(id, worker, LIMIT) == 1) {
            Job job = jobs.find(id).orElseThrow();
            record("job.start", id, Map.of("kind", job.kind, "attempt", job.attempt));
            return Optional.of(job);
        }
        if (jobs.cancelAbandoned(id) == 1) {
            record("job.cancel", id, Map.of());
        } else if (jobs.giveUp(id, "its worker process was lost or stopped " + LIMIT + " times", LIMIT) == 1) {
            record("job.failure", id, Map.of("attempt", LIMIT, "error", "AttemptsExhausted"));
        }
        return Optional.empty();
    }

    /** Gives a sign of life; says whether the attempt is still the newest and whether it shall stop. */
    @Transactional(TxType.REQUIRES_NEW)
    Pulse beat(UUID id, int attempt) {
        if (jobs.beat(id, attempt) == 0) {
            return Pulse.FENCED;
        }
        return jobs.find(id).orElseThrow().cancelRequested ? Pulse.STOP : Pulse.GO_ON;
    }

    enum Pulse {
        GO_ON,
        STOP,
        FENCED
    }

    @Transactional
    void progress(UUID id, int attempt, long done, long total, String unit, String figures) {
        requireCurrent(jobs.progress(id, attempt, done, total, unit, figures), attempt);
    }

    @Transactional(TxType.MANDATORY)
    void fence(UUID id, int attempt) {
        requireCurrent(jobs.beat(id, attempt), attempt);
    }

    @Transactional
    void complete(UUID id, int attempt, String result) {
        requireCurrent(jobs.complete(id, attempt, result), attempt);
        record("job.end", id, Map.of("attempt", attempt));
    }

    @Transactional(TxType.REQUIRES_NEW)
    void fail(UUID id, int attempt, Throwable failure) {
        String type = failure.getClass().getSimpleName();
        String message = failure.getMessage() == null ? type : failure.getMessage();
        if (jobs.fail(id, attempt, message.substring(0, Math.min(message.length(), LONGEST_ERROR))) == 1) {
            // The message may show a path that the user typed; the ledger gets the type alone.
            record("job.failure", id, Map.of("attempt", attempt, "error", type));
        }
    }

    /** Settles an attempt whose handler returned; true when the job has to go back to the queue. */
    @Transactional(TxType.REQUIRES_NEW)
    boolean settle(UUID id, int attempt, boolean workerStops) {
        Job job = jobs.find(id).orElseThrow();
        if (job.state != JobState.RUNNING || job.attempt != attempt) {
            return false;
        }
        if (job.cancelRequested) {
            if (jobs.cancelled(id, attempt) == 1) {
                record("job.cancel", id, Map.of("attempt", attempt));
            }
            return false;
        }
        if (workerStops) {
            return jobs.putBack(id, attempt) == 1;
        }
        if (jobs.complete(id, attempt, null) == 1) {
            record("job.end", id, Map.of("attempt", attempt));
        }
        return false;
    }

    private void requireCurrent(int changed, int attempt) {
        if (changed == 0) {
            throw new JobFencedException(
                    "attempt " + attempt + " is over: another worker has taken the job, or it has ended");
        }
    }

    private void record(String action, UUID id, Map<String, Object> detail) {
        ledger.append(LedgerEntry.of(action, id.toString(), detail));
    }
}
