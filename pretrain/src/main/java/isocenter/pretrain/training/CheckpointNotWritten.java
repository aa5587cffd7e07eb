package isocenter.pretrain.training;

/** The disk did not take a checkpoint. Training ends, since it could not be gone on with; those before are still there. */
public final class CheckpointNotWritten extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CheckpointNotWritten(long step, long bytes, Throwable cause) {
        super(
                "the checkpoint of step " + step + ", " + (bytes >> 20)
                        + " MB, could not be written: free that much on the"
                        + " data folder's disk, or make it writable, and give the command again. Training then goes on from"
                        + " the checkpoint before",
                cause);
    }
}
