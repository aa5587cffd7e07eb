package isocenter.annotate.reading;

/** Who may read. The application that knows its users makes it a bean; without one every name is taken. */
public interface Readers {
    /** Whether this user exists, is not disabled, and may read studies. */
    boolean mayRead(String user);
}
