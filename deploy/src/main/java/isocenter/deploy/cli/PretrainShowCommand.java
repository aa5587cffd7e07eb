package isocenter.deploy.cli;

import isocenter.deploy.representation.BackboneJson;
import isocenter.deploy.representation.CurveJson;
import isocenter.deploy.representation.StoredJson;
import isocenter.pretrain.registry.BackboneVersion;
import isocenter.pretrain.registry.Backbones;
import isocenter.pretrain.registry.PretrainEvaluation;
import isocenter.pretrain.registry.TrainingPoint;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how one backbone was made, or lists all. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows how a backbone was made: its curves, and what labelled patients said of it on the way."
                + " Without an id, lists all backbones.",
        footer = {"", "Example:", "  isocenter pretrain show mae-vit-tiny-3f9a1c --plot curve.svg"})
final class PretrainShowCommand extends ApplicationCommand {
    @Parameters(arity = "0..1", paramLabel = "BACKBONE", description = "As pretrain printed it.")
    private @Nullable String id;

    @Option(names = "--plot", paramLabel = "FILE.svg", description = "Writes the picture of the curves, too.")
    private @Nullable Path plot;

    @Inject
    Backbones backbones;

    @Override
    public Integer call() {
        if (id == null) {
            List<BackboneVersion> all = backbones.all();
            print(all.stream().map(BackboneJson::of).toList(), () -> all.forEach(made -> Outcomes.print(made, out())));
            return ExitCode.OK;
        }
        BackboneVersion made = backbones.known(id);
        List<TrainingPoint> curve = backbones.curve(id);
        List<PretrainEvaluation> evaluations = backbones.evaluations(id);
        Map<String, Object> json = new LinkedHashMap<>(BackboneJson.of(made));
        json.put("recipe", StoredJson.parse(made.recipe));
        json.put("curve", curve.stream().map(CurveJson::of).toList());
        json.put("evaluations", evaluations);
        print(json, () -> {
            Outcomes.print(made, out());
            CurveTable.print(curve, evaluations, out());
        });
        if (plot != null) {
            write(plot, backbones.picture(id));
        }
        return ExitCode.OK;
    }

    private static void write(Path file, String picture) {
        try {
            Files.writeString(file, picture);
        } catch (IOException e) {
            throw new UncheckedIOException("The picture cannot be written to " + file, e);
        }
    }
}
