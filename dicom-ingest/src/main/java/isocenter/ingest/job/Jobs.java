package isocenter.ingest.job;

import jakarta.data.Limit;
import jakarta.data.repository.Find;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.processing.SQL;
import org.jspecify.annotations.Nullable;

/**
 * The rows. Every statement of an attempt names its number, so that it changes nothing once a later attempt has begun;
 * the count it returns, 0 or 1, says which.
 */
@Repository
interface Jobs {

    @Find
    Optional<Job> find(UUID id);

    @Query("order by created desc, id desc")
    List<Job> newest(Limit limit);

    @Query("where kind = :kind and key = :key and state in (QUEUED, RUNNING)")
    Optional<Job> unfinished(String kind, String key);

    @SQL("insert into job (id, kind, job_key, parameters, state) values (:id, :kind, :key, :parameters, 'QUEUED')"
            + " on conflict (kind, job_key) where state in ('QUEUED', 'RUNNING') do nothing")
    int insertUnlessUnfinished(UUID id, String kind, String key, String parameters);

    @Query("update Job set state = CANCELLED, cancelRequested = true, ended = instant"
            + " where id = :id and state = QUEUED")
    int cancelQueued(UUID id);

    @Query("update Job set cancelRequested = true where id = :id and state = RUNNING")
    int askToStop(UUID id);

    @Query("update Job set state = RUNNING, attempt = attempt + 1, worker = :worker, heartbeat = instant,"
            + " started = coalesce(started, instant)"
            + " where id = :id and state in (QUEUED, RUNNING) and cancelRequested = false and attempt < :limit")
    int begin(UUID id, String worker, int limit);

    /** Ends a job that asked to be cancelled while nobody worked on it. */
    @Query("update Job set state = CANCELLED, ended = instant"
            + " where id = :id and state in (QUEUED, RUNNING) and cancelRequested = true")
    int cancelAbandoned(UUID id);

    @Query("update Job set state = FAILED, error = :error, ended = instant"
            + " where id = :id and state in (QUEUED, RUNNING) and attempt >= :limit")
    int giveUp(UUID id, String error, int limit);

    @Query("update Job set heartbeat = instant where id = :id and attempt = :attempt and state = RUNNING")
    int beat(UUID id, int attempt);

    @Query("update Job set done = :done, total = :total, unit = :unit, figures = :figures, heartbeat = instant"
            + " where id = :id and attempt = :attempt and state = RUNNING")
    int progress(UUID id, int attempt, long done, long total, String unit, String figures);

    @Query("update Job set state = DONE, result = :result, ended = instant"
            + " where id = :id and attempt = :attempt and state = RUNNING")
    int complete(UUID id, int attempt, @Nullable String result);

    @Query("update Job set state = FAILED, error = :error, ended = instant"
            + " where id = :id and attempt = :attempt and state = RUNNING")
    int fail(UUID id, int attempt, String error);

    @Query("update Job set state = CANCELLED, ended = instant"
            + " where id = :id and attempt = :attempt and state = RUNNING")
    int cancelled(UUID id, int attempt);

    @Query("update Job set state = QUEUED, worker = null where id = :id and attempt = :attempt and state = RUNNING")
    int putBack(UUID id, int attempt);

    /** db-scheduler's own priorities end at 90. */
    @SQL("update scheduled_tasks set priority = 100 where task_name = 'job' and task_instance = :id")
    int putFirst(String id);
}
