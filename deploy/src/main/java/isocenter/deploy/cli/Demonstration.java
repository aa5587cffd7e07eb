package isocenter.deploy.cli;

import isocenter.annotate.task.LabelTask;
import isocenter.annotate.task.LabelTasks;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.VerificationListener;
import isocenter.audit.report.FairnessAudits;
import isocenter.audit.report.FairnessReport;
import isocenter.deploy.worker.JobRunner;
import isocenter.finetune.evaluation.PredictorVersion;
import isocenter.finetune.evaluation.Predictors;
import isocenter.finetune.protocol.FinetuneRecipe;
import isocenter.finetune.protocol.Finetuning;
import isocenter.finetune.protocol.Initialisation;
import isocenter.ingest.archive.Archive;
import isocenter.ingest.archive.IngestSummary;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.pretrain.recipe.RecipeReader;
import isocenter.pretrain.registry.BackboneVersion;
import isocenter.pretrain.registry.Backbones;
import isocenter.pretrain.registry.Pretraining;
import isocenter.pretrain.training.PretrainRecipe;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Walks a study through the whole house. Each step finds what an earlier run of it has finished. */
@ApplicationScoped
class Demonstration {
    private final Archive archive;
    private final Datasets datasets;
    private final LabelTasks tasks;
    private final Pretraining pretraining;
    private final Backbones backbones;
    private final Finetuning finetuning;
    private final Predictors predictors;
    private final FairnessAudits audits;
    private final Ledger ledger;
    private final JobRunner runner;

    Demonstration(
            Archive archive,
            Datasets datasets,
            LabelTasks tasks,
            Pretraining pretraining,
            Backbones backbones,
            Finetuning finetuning,
            Predictors predictors,
            FairnessAudits audits,
            Ledger ledger,
            JobRunner runner) {
        this.archive = archive;
        this.datasets = datasets;
        this.tasks = tasks;
        this.pretraining = pretraining;
        this.backbones = backbones;
        this.finetuning = finetuning;
        this.predictors = predictors;
        this.audits = audits;
        this.ledger = ledger;
        this.runner = runner;
    }

    DemoResult run(DemoPlan plan) {
        long begun = System.nanoTime();
        IngestSummary ingested = IngestProgress.ingest(archive, List.of(plan.images()), plan.sizes());
        DatasetVersion dataset = datasets.create(plan.definition());
        tasks.importCsv(plan.labels(), plan.question());
        LabelTask task = tasks.require(plan.question().task());
        List<BackboneVersion> pretrained = plan.pretrain().stream()
                .map(recipe -> pretrain(recipe, dataset))
                .toList();
        List<PredictorVersion> made = finetune(plan, dataset, task, pretrained);
        PredictorVersion audited = made.stream()
                .filter(predictor -> predictor.backbone != null
                        && predictor.backbone.equals(pretrained.get(0).id)
                        && predictor.protocol.equals(FinetuneRecipe.FULL)
                        && predictor.fraction == 1)
                .findFirst()
                .orElseThrow();
        FairnessReport report = audits.run(predictors.auditRequest(audited.id));
        return new DemoResult(
                ingested,
                datasets.show(dataset),
                pretrained,
                made,
                report,
                ledger.verify(VerificationListener.NONE),
                (System.nanoTime() - begun) / 1e9);
    }

    private BackboneVersion pretrain(String name, DatasetVersion dataset) {
        PretrainRecipe recipe = RecipeReader.read(name, PretrainRecipe.class);
        return pretraining
                .existing(recipe, dataset)
                .orElseGet(() -> backbones.require(
                        JobProgress.run(runner, pretraining.submit(recipe, dataset), "pretrain " + recipe.objective())
                                .path("backbone")
                                .asText()));
    }

    private List<PredictorVersion> finetune(
            DemoPlan plan, DatasetVersion dataset, LabelTask task, List<BackboneVersion> pretrained) {
        List<Wanted> wanted = new ArrayList<>();
        for (BackboneVersion backbone : pretrained) {
            Initialisation fromBackbone = Initialisation.pretrained(backbone);
            Initialisation fromScratch = Initialisation.scratch(backbone.spec());
            String full = plan.fullRecipe(backbone.architecture);
            for (double fraction : DemoPlan.FRACTIONS) {
                wanted.add(new Wanted(plan.probe(), fromBackbone, fraction));
                wanted.add(new Wanted(full, fromBackbone, fraction));
                wanted.add(new Wanted(full, fromScratch, fraction));
            }
        }
        List<UUID> jobs = wanted.stream()
                .filter(each -> each.existing(finetuning, dataset, task).isEmpty())
                .map(each ->
                        finetuning.submit(each.recipe(), each.initialisation(), dataset, task, each.fraction(), false))
                .toList();
        JobProgress.runAll(runner, jobs, "finetune");
        return wanted.stream()
                .map(each -> each.existing(finetuning, dataset, task).orElseThrow())
                .toList();
    }

    /** One classifier of the comparison. */
    private record Wanted(FinetuneRecipe recipe, Initialisation initialisation, double fraction) {
        Wanted(String recipe, Initialisation initialisation, double fraction) {
            this(RecipeReader.read(recipe, FinetuneRecipe.class), initialisation, fraction);
        }

        Optional<PredictorVersion> existing(Finetuning finetuning, DatasetVersion dataset, LabelTask task) {
            return finetuning.existing(recipe, initialisation, dataset, task, fraction, false);
        }
    }
}
