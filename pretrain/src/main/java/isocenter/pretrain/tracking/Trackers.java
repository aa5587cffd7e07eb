package isocenter.pretrain.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Opens what a run is tracked by. */
@ApplicationScoped
public class Trackers {
    private static final Logger LOG = Logger.getLogger(Trackers.class);

    private final MlflowConfig mlflow;

    Trackers(MlflowConfig mlflow) {
        this.mlflow = mlflow;
    }

    /**
     * A tracker of one attempt at a run; close it when the attempt ends.
     *
     * @param folder the run's own; TensorBoard's files appear there
     * @param run its name
     * @param settings shown beside the curves where there is a place for them
     */
    public RunTracker open(Path folder, String run, Map<String, String> settings) {
        Clock clock = Clock.systemUTC();
        List<ScalarLog> logs = new ArrayList<>();
        logs.add(EventFile.in(folder, clock));
        mlflow.uri().ifPresent(uri -> {
            try {
                logs.add(MlflowRun.of(new Mlflow(uri), mlflow.experiment(), run, settings, clock));
            } catch (UncheckedIOException e) {
                LOG.warnf("Training goes on without MLflow: %s", e.getMessage());
            }
        });
        return new RunTracker(logs);
    }
}
