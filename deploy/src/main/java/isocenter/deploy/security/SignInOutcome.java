package isocenter.deploy.security;

/** What came of a name and a password. */
sealed interface SignInOutcome {
    /** @param secret of the new session */
    record SignedIn(User user, String secret) implements SignInOutcome {}

    /** Name or password are wrong, or the user is disabled: no telling which. */
    record Refused() implements SignInOutcome {}

    /** Too many wrong passwords for this name, whether or not there is such a user. */
    record LockedOut(long seconds) implements SignInOutcome {}

    /** Too many are signing in at this moment. */
    record Busy() implements SignInOutcome {}
}
