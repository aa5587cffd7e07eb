package isocenter.pretrain.parallel;

/** Another process of the same training has died or does not answer: this one cannot go on. */
public final class RankLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RankLost(int rank, int size, String during, Throwable cause) {
        super(
                "rank " + rank + " of " + size + " lost another rank during " + during
                        + ": that process ended, or did not answer within "
                        + Rendezvous.timeout().toSeconds()
                        + " seconds (-D" + Rendezvous.TIMEOUT + "=SECONDS). See its log for the reason, then start all"
                        + " ranks again: they go on from the last checkpoint",
                cause);
    }
}
