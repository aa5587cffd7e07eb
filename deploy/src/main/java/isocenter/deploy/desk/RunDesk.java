package isocenter.deploy.desk;

import isocenter.deploy.representation.CurveJson;
import isocenter.deploy.representation.StoredJson;
import isocenter.deploy.worker.Paintings;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.job.JobQueue;
import isocenter.pretrain.recipe.RecipeReader;
import isocenter.pretrain.registry.BackboneVersion;
import isocenter.pretrain.registry.PretrainEvaluation;
import isocenter.pretrain.registry.PretrainingRun;
import isocenter.pretrain.registry.Reconstructions;
import isocenter.pretrain.registry.RunHistory;
import isocenter.pretrain.registry.TrainingPoint;
import isocenter.pretrain.registry.ViewSheets;
import isocenter.pretrain.training.PretrainRecipe;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Runs as the desk shows them. */
@ApplicationScoped
class RunDesk {
    /** A curve has no more columns than that on any screen. */
    private static final int MOST_POINTS = 1000;

    private static final int ROWS = 6;
    private static final int VIEWS = 4;

    private final RunHistory history;
    private final JobQueue jobs;
    private final Datasets datasets;
    private final ViewSheets sheets;
    private final Reconstructions reconstructions;
    private final Paintings paintings;
    private final Looks looks;

    RunDesk(
            RunHistory history,
            JobQueue jobs,
            Datasets datasets,
            ViewSheets sheets,
            Reconstructions reconstructions,
            Paintings paintings,
            Looks looks) {
        this.history = history;
        this.jobs = jobs;
        this.datasets = datasets;
        this.sheets = sheets;
        this.reconstructions = reconstructions;
        this.paintings = paintings;
        this.looks = looks;
    }

    List<RunSummary> recent(int limit) {
        return history.recent(limit).stream().map(this::summary).toList();
    }

    PretrainingRun require(String id) {
        return Answer.uuid(id)
                .flatMap(history::find)
                .orElseThrow(() -> Answer.problem(404, "There is no run of that id; GET /api/runs lists them."));
    }

    RunSummary summary(PretrainingRun run) {
        return RunSummary.of(
                run,
                jobs.find(run.id),
                history.madeBy(run).map(backbone -> backbone.id).orElse(null));
    }

    /** Everything but pixels. */
    RunDetail detail(PretrainingRun run) {
        return new RunDetail(
                summary(run),
                StoredJson.parse(run.recipe),
                run.recipeSha256,
                run.datasetSha256,
                run.poolSize,
                points(run.id, 0),
                evaluations(run.id),
                pictures(run));
    }

    /** Points after a step, thinned evenly; the newest is always among them. */
    List<CurveJson> points(UUID run, long after) {
        List<TrainingPoint> points = history.pointsAfter(run, after);
        int every = (points.size() + MOST_POINTS - 1) / MOST_POINTS;
        List<CurveJson> thinned = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            if ((points.size() - 1 - i) % every == 0) {
                thinned.add(CurveJson.of(points.get(i)));
            }
        }
        return thinned;
    }

    List<PretrainEvaluation> evaluations(UUID run) {
        return history.evaluations(run);
    }

    private List<String> pictures(PretrainingRun run) {
        List<String> pictures = new ArrayList<>();
        if (preparedFor(run)) {
            pictures.add("views");
        }
        if (history.madeBy(run).filter(reconstructions::paints).isPresent()) {
            pictures.add("reconstruction");
        }
        return pictures;
    }

    /** Views of training images, made as the run's recipe says: PNG, 8-bit grey. */
    byte[] views(PretrainingRun run) {
        if (!preparedFor(run)) {
            throw Answer.problem(
                    409,
                    "The images of this run are not prepared any more, or are volumes: isocenter pretrain views draws"
                            + " them.");
        }
        ViewSheets.Sheet sheet = sheets.draw(recipe(run), dataset(run), ROWS, VIEWS, (done, total) -> {});
        looks.record(run.datasetId, sheet.shown());
        return Png.of(sheet.picture());
    }

    /** Images that the run has not learned from, as its network paints them: PNG, 8-bit grey. */
    byte[] reconstruction(PretrainingRun run) {
        BackboneVersion backbone = history.madeBy(run)
                .filter(reconstructions::paints)
                .orElseThrow(
                        () -> Answer.problem(
                                404,
                                "Nothing was painted: mae, simmim and context-restoration do, of images, once they have ended."));
        looks.record(run.datasetId, reconstructions.chosen(backbone, ROWS));
        return paintings
                .paint(backbone.id, ROWS)
                .orElseThrow(() -> Answer.problem(503, "Another picture is being painted. Ask again in a minute."));
    }

    private boolean preparedFor(PretrainingRun run) {
        PretrainRecipe recipe = recipe(run);
        return recipe.volume() == null
                && datasets.preparedSizes(dataset(run))
                        .contains(recipe.backbone().image());
    }

    private DatasetVersion dataset(PretrainingRun run) {
        return datasets.require(run.datasetId);
    }

    private static PretrainRecipe recipe(PretrainingRun run) {
        return RecipeReader.parse(run.recipe, PretrainRecipe.class);
    }
}
