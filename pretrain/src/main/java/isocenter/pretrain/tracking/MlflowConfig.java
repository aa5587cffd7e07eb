package isocenter.pretrain.tracking;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** An MLflow tracking server that is told of every pretraining. */
@ConfigMapping(prefix = "isocenter.mlflow")
public interface MlflowConfig {
    /** Its address, such as {@code http://mlflow.example.org:5000}; none by default. */
    Optional<URI> uri();

    /** The experiment that runs are filed under; made when missing. */
    @WithDefault("isocenter-pretraining")
    String experiment();
}
