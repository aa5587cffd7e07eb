package isocenter.deploy.cli;

import isocenter.pretrain.registry.BackboneImports;
import isocenter.pretrain.registry.BackboneOrigin;
import isocenter.pretrain.registry.BackboneVersion;
import isocenter.pretrain.registry.Backbones;
import isocenter.pretrain.registry.ImportRequest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Registers published weights as a backbone. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Registers published weights (safetensors) as a backbone: ViT tiny, small or base of timm, MAE, DINO or DINOv2,"
                    + " ResNet-18 or -50 of timm or torchvision. Says what became of every tensor.",
            "The same file, image size and normalisation are imported once; repeating the command changes nothing."
        },
        footer = {
            "",
            "Example:",
            "  isocenter pretrain import dinov2.safetensors --normalisation imagenet --source \"Meta AI, DINOv2 ViT-S/14\""
                    + " --licence Apache-2.0"
        })
final class PretrainImportCommand extends ApplicationCommand {
    @Parameters(paramLabel = "FILE", description = "A safetensors file; pickles (.pth) are refused.")
    private Path file;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Part of the backbone's id, as dinov2-small. Default: the architecture.")
    private @Nullable String name;

    @Option(
            names = "--image",
            defaultValue = "224",
            paramLabel = "SIZE",
            description = "Side of the images it will see; a ViT's positions are resized. Default: ${DEFAULT-VALUE}")
    private int image;

    @ArgGroup(multiplicity = "1")
    private NormalisationOptions normalisation = new NormalisationOptions();

    @Option(
            names = "--source",
            required = true,
            paramLabel = "TEXT",
            description = "Who published the weights, and where. Kept in the ledger.")
    private String source;

    @Option(
            names = "--licence",
            required = true,
            paramLabel = "TEXT",
            description = "Their terms, as SPDX names them. Kept in the ledger.")
    private String licence;

    @Inject
    BackboneImports imports;

    @Inject
    Backbones backbones;

    @Override
    public Integer call() {
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(spec().commandLine(), "There is no file " + file);
        }
        BackboneVersion made =
                imports.importFrom(new ImportRequest(file, name, image, normalisation.read(spec()), source, licence));
        BackboneOrigin origin = backbones.origin(made.id).orElseThrow();
        if (!origin.source.equals(source) || !origin.licence.equals(licence)) {
            System.err.println("This file was imported before; the source and licence of then stand");
        }
        print(ImportedTable.json(made, origin), () -> ImportedTable.print(made, origin, out()));
        return ExitCode.OK;
    }
}
