package isocenter.deploy.cli;

import isocenter.pretrain.weights.InputNormalisation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How published weights expect their pixels: by name or in figures. A weights file does not say, hence no default. */
final class NormalisationOptions {
    /** The usual ones. */
    enum Named {
        IMAGENET(InputNormalisation.IMAGENET),
        HALF(InputNormalisation.HALF),
        NONE(InputNormalisation.NONE);

        private final InputNormalisation normalisation;

        Named(InputNormalisation normalisation) {
            this.normalisation = normalisation;
        }
    }

    @Option(
            names = "--normalisation",
            required = true,
            paramLabel = "NAME",
            description =
                    "How the makers standardised pixels in [0, 1]: imagenet (torchvision, MAE, DINO, DINOv2), half"
                            + " (mean and deviation 0.5: timm's ViTs from JAX), none. The page of the weights says which.")
    private @Nullable Named named;

    @ArgGroup(exclusive = false)
    private @Nullable Figures figures;

    /** One for all channels, or one for each. */
    static final class Figures {
        @Option(
                names = "--mean",
                required = true,
                split = ",",
                paramLabel = "M",
                description = "Instead: 0.5 or 0.5,0.5,0.5")
        private List<Double> mean = List.of();

        @Option(names = "--std", required = true, split = ",", paramLabel = "S", description = "With it: as many.")
        private List<Double> std = List.of();
    }

    InputNormalisation read(CommandSpec command) {
        if (named != null) {
            return named.normalisation;
        }
        if (figures == null) {
            throw new ParameterException(
                    command.commandLine(), "Which normalisation? --normalisation, or --mean and --std");
        }
        try {
            return new InputNormalisation(figures.mean, figures.std);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
