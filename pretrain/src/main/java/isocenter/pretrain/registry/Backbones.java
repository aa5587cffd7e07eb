package isocenter.pretrain.registry;

import isocenter.audit.content.Sha256;
import isocenter.audit.ledger.IsocenterHome;
import isocenter.ingest.dataset.DatasetMember;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.SplitPart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Finds pretrained backbones and opens their weights. */
@ApplicationScoped
public class Backbones {
    /** Characters of a day in ISO 8601. */
    private static final int DATE = 10;

    private final BackboneVersions versions;
    private final PretrainingRuns runs;
    private final Datasets datasets;
    private final IsocenterHome home;

    Backbones(BackboneVersions versions, PretrainingRuns runs, Datasets datasets, IsocenterHome home) {
        this.versions = versions;
        this.runs = runs;
        this.datasets = datasets;
        this.home = home;
    }

    /**
     * A backbone to use.
     *
     * @throws BackboneException when there is none of that id, or it was deleted; the message says which there are
     */
    @Transactional
    public BackboneVersion require(String id) {
        BackboneVersion backbone = known(id);
        if (backbone.deleted != null) {
            throw new BackboneException("The backbone " + id + " was deleted on "
                    + backbone.deleted.toString().substring(0, DATE) + "; why, the ledger says. " + others());
        }
        return backbone;
    }

    /**
     * The same where images are what it is for.
     *
     * @throws BackboneException when there is none of that id, or it encodes volumes
     */
    @Transactional
    public BackboneVersion requireOfImages(String id) {
        BackboneVersion backbone = require(id);
        if (backbone.spec().volumes()) {
            throw new BackboneException("The backbone " + id + " encodes volumes (" + backbone.architecture
                    + "), and this takes encoders of images. One of volumes can be shown, pretrained further (from: "
                    + id
                    + " in a recipe), and its weights file be read by any safetensors library");
        }
        return backbone;
    }

    /**
     * A backbone to speak of: it may have been deleted.
     *
     * @throws BackboneException when there was never one of that id
     */
    @Transactional
    public BackboneVersion known(String id) {
        return versions.find(id)
                .orElseThrow(() -> new BackboneException("There is no backbone " + id + "; " + others()));
    }

    private String others() {
        List<BackboneVersion> all = versions.all();
        return all.isEmpty()
                ? "none has been pretrained or imported yet"
                : "there are: " + all.stream().map(known -> known.id).collect(Collectors.joining(", "));
    }

    /** Every backbone that was not deleted, newest first. */
    @Transactional
    public List<BackboneVersion> all() {
        return versions.all();
    }

    /**
     * A backbone, then the one it went on from, and so on to the first.
     *
     * @throws BackboneException when there is none of that id
     */
    @Transactional
    public List<BackboneVersion> lineage(String id) {
        List<BackboneVersion> lineage = new ArrayList<>();
        for (String next = id; next != null; next = lineage.get(lineage.size() - 1).continuedFrom) {
            lineage.add(known(next));
        }
        return lineage;
    }

    /**
     * The loss curve and diagnostics of the run that made a backbone, by step. Of runs longer than
     * {@value CurveRecorder#MOST_POINTS} steps, every n-th step. Empty for an imported backbone.
     *
     * @throws BackboneException when there is none of that id
     */
    @Transactional
    public List<TrainingPoint> curve(String id) {
        UUID run = known(id).run;
        return run == null ? List.of() : runs.points(run);
    }

    /**
     * Where an imported backbone came from; nothing for one that was pretrained here.
     *
     * @throws BackboneException when there is none of that id
     */
    @Transactional
    public Optional<BackboneOrigin> origin(String id) {
        return versions.findOrigin(known(id).id);
    }

    /**
     * What labelled patients said of a backbone while it was made, by step; empty when it was not watched.
     *
     * @throws BackboneException when there is none of that id
     */
    @Transactional
    public List<PretrainEvaluation> evaluations(String id) {
        UUID run = known(id).run;
        return run == null ? List.of() : runs.evaluations(run);
    }

    /** The curve as a picture, SVG, with the evaluations below where there are some. */
    @Transactional
    public String picture(String id) {
        return LossCurveSvg.draw(id, curve(id), evaluations(id));
    }

    /**
     * The file with a backbone's weights, after its hash was found to be the registered one.
     *
     * @throws BackboneException when the file is missing or was changed
     */
    public Path weights(BackboneVersion backbone) {
        Path file = home.path().resolve(backbone.weightsPath);
        if (!Files.isRegularFile(file)) {
            throw new BackboneException("The weights of " + backbone.id + " are missing (" + backbone.weightsPath
                    + " in the data folder): " + remedy(backbone));
        }
        if (!Sha256.hex(file).equals(backbone.weightsSha256)) {
            throw new BackboneException("The weights of " + backbone.id + " are not those that were registered ("
                    + backbone.weightsPath + " in the data folder has another hash): they are not used; "
                    + remedy(backbone));
        }
        return file;
    }

    private static String remedy(BackboneVersion backbone) {
        return "restore the file from a backup, or "
                + (backbone.imported() ? "import the same source file again" : "pretrain anew with another seed");
    }

    /**
     * How many of some patients a backbone has learned from, even without a label: whoever is judged on them then judges
     * nothing. Its own training alone: see {@link #lineage}. None of an imported one, of which nobody here knows.
     *
     * @param patients pseudonyms
     */
    public long seen(BackboneVersion backbone, Set<String> patients) {
        String learnedFrom = backbone.datasetId;
        if (learnedFrom == null) {
            return 0;
        }
        return datasets.members(datasets.require(learnedFrom)).stream()
                .filter(member -> member.part() == SplitPart.TRAIN)
                .map(DatasetMember::patient)
                .distinct()
                .filter(patients::contains)
                .count();
    }

    /** The newest backbone made by this recipe from this dataset version. */
    @Transactional
    Optional<BackboneVersion> made(String recipeSha256, String datasetId, String datasetSha256) {
        return versions.of(recipeSha256, datasetId, datasetSha256).stream().findFirst();
    }
}
