package isocenter.ingest.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.Verification.Sound;
import isocenter.audit.testing.PostgresTestResource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@Timeout(60)
@WithTestResource(PostgresTestResource.class)
class JobQueueTest {
    @Inject
    JobQueue queue;

    @Inject
    JobWorker worker;

    @Inject
    JobAttempts attempts;

    @Inject
    Ledger ledger;

    @Inject
    DataSource database;

    /** What an earlier test left unfinished must not run in this one. */
    @BeforeEach
    void empty() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("delete from scheduled_tasks");
            statement.execute("delete from job");
        }
    }

    @AfterEach
    void stop() {
        worker.stop();
    }

    private UUID submit(String what) {
        return queue.submit(TrialHandler.KIND, UUID.randomUUID().toString(), "{\"do\":\"" + what + "\"}");
    }

    private Job job(UUID id) {
        return queue.find(id).orElseThrow();
    }

    private void await(UUID id, JobState state) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(40));
        while (job(id).state != state) {
            assertThat(Instant.now()).as("still %s", job(id).state).isBefore(end);
            Thread.sleep(50);
        }
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void aJobRunsOnceAndEndsWithItsResult() throws SQLException {
        UUID id = submit("succeed");
        assertThat(job(id).state).isEqualTo(JobState.QUEUED);
        worker.runUntilFinished(id);
        Job job = job(id);
        assertThat(job.state).isEqualTo(JobState.DONE);
        assertThat(job.result).isEqualTo("{\"attempt\":1}");
        assertThat(job.attempt).isEqualTo(1);
        assertThat(job.done).isEqualTo(1);
        assertThat(job.total).isEqualTo(2);
        assertThat(job.unit).isEqualTo("steps");
        assertThat(job.figures).isEqualTo("{\"loss\":0.5}");
        assertThat(job.ended).isAfterOrEqualTo(job.started);
        assertThat(queue.recent(100)).extracting(each -> each.id).contains(id);
        assertThat(count("select count(*) from scheduled_tasks where task_instance = '" + id + "'"))
                .isZero();
        assertThat(ledger.verify()).isInstanceOf(Sound.class);
    }

    @Test
    void aSubmissionThatIsRolledBackLeavesNothing() throws SQLException {
        QuarkusTransaction.begin();
        UUID id = submit("succeed");
        QuarkusTransaction.rollback();
        assertThat(queue.find(id)).isEmpty();
        assertThat(count("select count(*) from scheduled_tasks where task_instance = '" + id + "'"))
                .isZero();
    }

    @Test
    void theSameKeyFindsTheUnfinishedJobAndAFinishedOneGivesWayToANewOne() {
        String key = UUID.randomUUID().toString();
        UUID first = queue.submit(TrialHandler.KIND, key, "{\"do\":\"succeed\"}");
        assertThat(queue.submit(TrialHandler.KIND, key, "{\"do\":\"fail\"}")).isEqualTo(first);
        assertThat(queue.submit("other", key, "{}")).isNotEqualTo(first);
        worker.runUntilFinished(first);
        assertThat(queue.submit(TrialHandler.KIND, key, "{\"do\":\"succeed\"}")).isNotEqualTo(first);
    }

    @Test
    void manyAtOnceWithOneKeySubmitOneJob() {
        String key = UUID.randomUUID().toString();
        Set<UUID> ids = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 24)
                .parallel()
                .forEach(i -> ids.add(queue.submit(TrialHandler.KIND, key, "{\"do\":\"succeed\"}")));
        assertThat(ids).hasSize(1);
    }

    @Test
    void theJobThatIsWaitedForGoesFirst() {
        UUID earlier = submit("succeed");
        UUID wanted = submit("succeed");
        worker.runUntilFinished(wanted);
        worker.runUntilFinished(earlier);
        assertThat(job(earlier).started).isAfter(job(wanted).started);
    }

    @Test
    void aFailureIsRecordedAndNotTriedAgain() throws SQLException {
        UUID failing = submit("fail");
        UUID linking = submit("fail-natively");
        worker.runUntilFinished(failing);
        worker.runUntilFinished(linking);
        assertThat(job(failing).state).isEqualTo(JobState.FAILED);
        assertThat(job(failing).error).isEqualTo("the learning rate is too high: halve it");
        assertThat(job(failing).attempt).isEqualTo(1);
        assertThat(job(linking).error).isEqualTo("no libtrial");
        assertThat(count("select count(*) from scheduled_tasks where task_instance in ('" + failing + "', '" + linking
                        + "')"))
                .isZero();
    }

    @Test
    void aKindNobodyKnowsFails() {
        UUID id = queue.submit("unheard-of", "key", "{}");
        worker.runUntilFinished(id);
        assertThat(job(id).error).contains("no handler for jobs of kind unheard-of");
    }

    @Test
    void aRunningJobIsCancelled() throws InterruptedException {
        UUID id = submit("wait");
        worker.start(1);
        await(id, JobState.RUNNING);
        queue.requestCancel(id);
        await(id, JobState.CANCELLED);
        assertThat(job(id).ended).isNotNull();
    }

    @Test
    void aQueuedJobIsCancelledAtOnceAndNeverBegins() {
        UUID id = submit("succeed");
        queue.requestCancel(id);
        assertThat(job(id).state).isEqualTo(JobState.CANCELLED);
        worker.runUntilFinished(submit("succeed"));
        assertThat(job(id).attempt).isZero();
        queue.requestCancel(id);
        assertThat(job(id).state).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void aStoppedWorkerPutsItsJobBackAndTheNextGoesOn() throws InterruptedException {
        UUID id = submit("wait");
        worker.start(1);
        await(id, JobState.RUNNING);
        worker.stop();
        assertThat(job(id).state).isEqualTo(JobState.QUEUED);
        worker.start(1);
        await(id, JobState.RUNNING);
        assertThat(job(id).attempt).isEqualTo(2);
        queue.requestCancel(id);
        await(id, JobState.CANCELLED);
    }

    @Test
    void anOlderAttemptCanNeitherReportNorFinishNorFail() {
        UUID id = submit("wait");
        attempts.begin(id, "slow");
        attempts.progress(id, 1, 5, 10, "steps", "{}");
        attempts.begin(id, "quick");
        assertThatThrownBy(() -> attempts.progress(id, 1, 6, 10, "steps", "{}")).isInstanceOf(JobFencedException.class);
        assertThatThrownBy(() -> attempts.complete(id, 1, "{\"by\":\"slow\"}")).isInstanceOf(JobFencedException.class);
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> attempts.fence(id, 1)))
                .isInstanceOf(JobFencedException.class);
        attempts.fail(id, 1, new IllegalStateException("slow"));
        assertThat(attempts.settle(id, 1, true)).isFalse();
        assertThat(attempts.beat(id, 1)).isEqualTo(JobAttempts.Pulse.FENCED);
        assertThat(job(id).state).isEqualTo(JobState.RUNNING);
        assertThat(job(id).done).isEqualTo(5);
        attempts.complete(id, 2, "{\"by\":\"quick\"}");
        assertThat(job(id).result).isEqualTo("{\"by\":\"quick\"}");
    }

    @Test
    void completingInATransactionThatIsRolledBackCompletesNothing() {
        UUID id = submit("wait");
        attempts.begin(id, "worker");
        QuarkusTransaction.begin();
        attempts.complete(id, 1, "{}");
        QuarkusTransaction.rollback();
        assertThat(job(id).state).isEqualTo(JobState.RUNNING);
    }

    @Test
    void aJobThatAlwaysLosesItsProcessIsGivenUp() {
        UUID id = submit("wait");
        for (int i = 0; i < JobAttempts.LIMIT; i++) {
            assertThat(attempts.begin(id, "worker")).isPresent();
        }
        assertThat(attempts.begin(id, "worker")).isEmpty();
        assertThat(job(id).state).isEqualTo(JobState.FAILED);
    }
}
