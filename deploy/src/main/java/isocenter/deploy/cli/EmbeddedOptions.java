package isocenter.deploy.cli;

import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whose features of which images. */
final class EmbeddedOptions {
    @Parameters(paramLabel = "BACKBONE", description = "Its id, as pretrain or its import printed it.")
    private String backbone;

    @Option(names = "--dataset", required = true, paramLabel = "NAME[@VERSION]", description = "Whose images.")
    private String dataset;

    @Option(
            names = "--part",
            split = ",",
            paramLabel = "PART",
            defaultValue = "train,validation",
            description =
                    "train, validation, test or all. Default: ${DEFAULT-VALUE}; the test part only when it is named.")
    private List<String> parts;

    String backbone() {
        return backbone;
    }

    String dataset() {
        return dataset;
    }

    List<String> parts() {
        return parts;
    }
}
