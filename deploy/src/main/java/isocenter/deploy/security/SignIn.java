package isocenter.deploy.security;

import isocenter.audit.ledger.LedgerEntry;
import isocenter.deploy.security.SignInOutcome.Busy;
import isocenter.deploy.security.SignInOutcome.LockedOut;
import isocenter.deploy.security.SignInOutcome.Refused;
import isocenter.deploy.security.SignInOutcome.SignedIn;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Checks passwords. A password is checked by few threads at a time, for it takes memory, and unknown names cost the same
 * work as known ones.
 */
@ApplicationScoped
class SignIn {
    private static final int AT_ONCE =
            Math.min(4, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    private static final int WAITING = 16;
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private record Known(User user, String hash) {}

    private final AccessTables tables;
    private final PasswordAttempts attempts;
    private final Sessions sessions;
    private final Semaphore checks = new Semaphore(AT_ONCE, true);
    private final AtomicLong strangerRecorded = new AtomicLong(System.nanoTime() - MINUTE_NANOS);

    SignIn(AccessTables tables, PasswordAttempts attempts, Sessions sessions) {
        this.tables = tables;
        this.attempts = attempts;
        this.sessions = sessions;
    }

    SignInOutcome signIn(String name, String password) {
        if (checks.getQueueLength() >= WAITING) {
            return new Busy();
        }
        checks.acquireUninterruptibly();
        try {
            return check(name, password);
        } finally {
            checks.release();
        }
    }

    private SignInOutcome check(String name, String password) {
        PasswordAttempts.Attempt attempt = attempts.begin(name);
        if (attempt.lockedSeconds() > 0) {
            return new LockedOut(attempt.lockedSeconds());
        }
        Optional<Known> found = known(name);
        if (found.isEmpty()) {
            Passwords.matchNobody(password);
            recordStranger();
            return new Refused();
        }
        Known known = found.get();
        boolean matches = Passwords.matches(password, known.hash);
        if (!matches || known.user.disabled() != null) {
            record(LedgerEntry.of(
                    "session.refused",
                    known.user.name(),
                    Map.of("reason", matches ? "disabled" : "password", "locked", attempt.last())));
            return new Refused();
        }
        return tables.inTransaction(() -> {
            attempts.forget(name);
            String secret = sessions.open(known.user);
            tables.record(LedgerEntry.of("session.login", known.user.name(), Map.of("role", known.user.role()))
                    .by(known.user.name()));
            return new SignedIn(known.user, secret);
        });
    }

    private Optional<Known> known(String name) {
        List<Known> rows = tables.find(
                "select " + Users.COLUMNS + ", password_hash from app_user where lower(name) = lower(?)",
                row -> new Known(Users.row(row), row.getString("password_hash")),
                name);
        return rows.stream().findFirst();
    }

    /**
     * Once a minute at most: nobody without a password may make the ledger grow at will. What was given as name is not
     * recorded; it may be anything.
     */
    private void recordStranger() {
        long last = strangerRecorded.get();
        long now = System.nanoTime();
        if (now - last >= MINUTE_NANOS && strangerRecorded.compareAndSet(last, now)) {
            record(LedgerEntry.of("session.refused", "unknown", Map.of("reason", "unknown-name")));
        }
    }

    private void record(LedgerEntry event) {
        tables.inTransaction(() -> {
            tables.record(event);
            return event;
        });
    }
}
