package isocenter.finetune.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.annotate.task.LabelTask;
import isocenter.audit.fairness.ScoredSubject;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.Verification;
import isocenter.audit.report.AuditRequest;
import isocenter.audit.testing.PostgresTestResource;
import isocenter.finetune.evaluation.Prediction;
import isocenter.finetune.evaluation.PredictorVersion;
import isocenter.finetune.evaluation.Predictors;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.SplitPart;
import isocenter.ingest.job.Job;
import isocenter.ingest.job.JobQueue;
import isocenter.ingest.job.JobState;
import isocenter.ingest.job.JobWorker;
import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.recipe.OptimizerSpec;
import isocenter.pretrain.registry.BackboneImports;
import isocenter.pretrain.registry.BackboneVersion;
import isocenter.pretrain.registry.Backbones;
import isocenter.pretrain.registry.ImportRequest;
import isocenter.pretrain.tensor.Libtorch;
import isocenter.pretrain.tensor.Safetensors;
import isocenter.pretrain.view.ViewSpec;
import isocenter.pretrain.watch.ProbeSpec;
import isocenter.pretrain.weights.InputNormalisation;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class FinetuneJobTest {

    private static @Nullable DatasetVersion dataset;

    @Inject
    SquareCohort cohort;

    @Inject
    Finetuning finetuning;

    @Inject
    Predictors predictors;

    @Inject
    Backbones backbones;

    @Inject
    BackboneImports imports;

    @Inject
    JobQueue queue;

    @Inject
    JobWorker worker;

    @Inject
    Ledger ledger;

    @TempDir
    Path folder;

    private LabelTask task;

    @BeforeEach
    void prepare() throws IOException, SQLException {
        System.setProperty(Libtorch.THREADS, "1");
        if (dataset == null) {
            cohort.fill();
            dataset = cohort.dataset("squares", 0, SquareCohort.TRAINING);
            cohort.backbone("mae-squares", dataset);
            cohort.backbone("mae-leaky", cohort.dataset("reversed", SquareCohort.TRAINING, SquareCohort.IMAGES));
            cohort.backbone("mae-grandchild", dataset);
            cohort.continued("mae-grandchild", "mae-leaky");
        }
        task = cohort.task(folder);
    }

    @Test
    void tunesFromABackboneAndKeepsWhatItScored() throws IOException {
        Initialisation start = Initialisation.pretrained(backbones.require("mae-squares"));
        PredictorVersion predictor = make(full(), start, 1);

        assertThat(predictor.auroc).isGreaterThan(0.9).isBetween(predictor.low, predictor.high);
        assertThat(predictor.patientLow).isLessThanOrEqualTo(predictor.auroc);
        assertThat(predictor.patients).isEqualTo(40);
        assertThat(predictor.images).isEqualTo(80);
        assertThat(predictor.thresholdPatients).isEqualTo(8);
        assertThat(predictor.validationImages).isEqualTo(40);
        List<Prediction> scores = predictors.predictions(predictor, SplitPart.VALIDATION);
        assertThat(scores).hasSize(40).allMatch(one -> one.positive == Squares.hasSquare(index(one.instance)));
        assertThat(predictors.predictions(predictor, SplitPart.TEST)).isEmpty();
        assertThat(ledger.verify()).isInstanceOf(Verification.Sound.class);

        Path exported = folder.resolve("ledger.jsonl");
        ledger.export(exported);
        List<String> actions = Files.readAllLines(exported).stream()
                .filter(line -> line.contains(predictor.id))
                .map(line -> line.replaceAll(".*\"action\":\"([a-z.]+)\".*", "$1"))
                .toList();
        assertThat(actions)
                .containsExactly("finetune.start", "finetune.threshold", "evaluate.validation", "finetune.end");

        assertThat(finetuning.existing(full(), start, dataset, task, 1, false))
                .get()
                .extracting(made -> made.id)
                .isEqualTo(predictor.id);
        assertThat(finetuning.existing(full(), start, dataset, task, 0.5, false))
                .isEmpty();

        AuditRequest request = predictors.auditRequest(predictor.id);
        assertThat(request.threshold()).isEqualTo(predictor.threshold);
        assertThat(request.scores()).hasSize(40);
        assertThat(request.scores().stream().map(subject -> subject.attribute("sex")))
                .containsOnly("F", "M", "unknown");
        assertThat(request.scores().stream().map(ScoredSubject::score).toList())
                .isEqualTo(scores.stream().map(one -> one.score).toList());
    }

    @Test
    void probesARandomEncoderAsAControl() {
        FinetuneRecipe recipe = new FinetuneRecipe(
                "linear-probe", new ProbeSpec(0.01, 0.01, 1, 2), null, "none", 0.2, "sensitivity", 0.9, 1, 1);

        PredictorVersion predictor = make(recipe, Initialisation.scratch(SquareCohort.SPEC), 0.5);

        assertThat(predictor.id).startsWith("square-linear-probe-scratch-50pct-");
        assertThat(predictor.patients).isEqualTo(20);
        assertThat(predictor.figures).contains("\"c\":0.01");
        assertThat(predictor.auroc).isNotNull();
    }

    @Test
    void probesWeightsThatOthersPublished() {
        Backbone published = Backbone.create(SquareCohort.SPEC);
        Path file = folder.resolve("published.safetensors");
        Safetensors.write(file, published.state(), Map.of());
        BackboneVersion imported = imports.importFrom(new ImportRequest(
                file, "squares", SquareCohort.SPEC.image(), InputNormalisation.HALF, "a test", "CC0-1.0"));
        FinetuneRecipe recipe = new FinetuneRecipe(
                "linear-probe", new ProbeSpec(0.01, 0.01, 1, 2), null, "none", 0.2, "sensitivity", 0.9, 1, 1);

        PredictorVersion predictor = make(recipe, Initialisation.pretrained(imported), 0.5);

        assertThat(predictor.backbone).isEqualTo(imported.id).startsWith("imported-squares-");
        assertThat(predictor.auroc).isNotNull();
    }

    @Test
    void refusesABackboneThatHasSeenAValidationPatient() {
        long events = ledger.head().size();

        assertThatThrownBy(() -> finetuning.submit(
                        full(), Initialisation.pretrained(backbones.require("mae-leaky")), dataset, task, 1, false))
                .isInstanceOf(FinetuneRefused.class)
                .hasMessageContaining("pretrained on 20 patients");
        // what a backbone's forebear has seen, it has seen
        assertThatThrownBy(() -> finetuning.submit(
                        full(),
                        Initialisation.pretrained(backbones.require("mae-grandchild")),
                        dataset,
                        task,
                        1,
                        false))
                .isInstanceOf(FinetuneRefused.class)
                .hasMessageContaining("mae-leaky was pretrained on 20 patients");
        assertThat(ledger.head().size()).isEqualTo(events);
    }

    @Test
    void refusesTooFewLabels() {
        assertThatThrownBy(() ->
                        finetuning.submit(full(), Initialisation.scratch(SquareCohort.SPEC), dataset, task, 0.1, false))
                .isInstanceOf(FinetuneRefused.class)
                .hasMessageContaining("raise the fraction");
        BackboneSpec volumes = new BackboneSpec("resnet-18-3d", 0, 32);
        assertThatThrownBy(() -> finetuning.submit(full(), Initialisation.scratch(volumes), dataset, task, 1, false))
                .isInstanceOf(FinetuneRefused.class)
                .hasMessageContaining("resnet-18-3d encodes volumes");
    }

    private PredictorVersion make(FinetuneRecipe recipe, Initialisation start, double fraction) {
        UUID id = finetuning.submit(recipe, start, dataset, task, fraction, false);
        worker.runUntilFinished(id);
        Job job = queue.find(id).orElseThrow();
        assertThat(job.state).as(job.error).isEqualTo(JobState.DONE);
        PredictorVersion predictor = finetuning
                .existing(recipe, start, dataset, task, fraction, false)
                .orElseThrow();
        assertThat(job.result).isEqualTo(predictor.summaryJson());
        return predictor;
    }

    private static FinetuneRecipe full() {
        ViewSpec views = ViewSpec.none("chest-radiograph");
        TuningSpec tuning =
                new TuningSpec(50, 16, views, new OptimizerSpec(1e-3, 0.01, 0.9, 0.95, 0.1, 0, 1), 1, "fp32");
        return new FinetuneRecipe("full", null, tuning, "balanced", 0.2, "youden", 0.9, 1, 1);
    }

    private static int index(String uid) {
        return Integer.parseInt(uid.substring("2.25.".length())) - 1000;
    }
}
