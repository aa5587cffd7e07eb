package isocenter.deploy.app;

/** How to reach the database. The password is kept out of {@link #toString}. */
record DatabaseAccess(String jdbcUrl, String user, String password) {
    @Override
    public String toString() {
        return jdbcUrl + " as " + user;
    }
}
