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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds pretrained backbones and opens their weights. */
@ApplicationScoped
public class Backbones {

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

    /** @throws BackboneException when there is none of that id; the message names those there are */
    @Transactional
    public BackboneVersion require(String id) {
        return versions.find(id)
                .orElseThrow(() -> new BackboneException("There is no backbone " + id + "; "
                        + (versions.all().isEmpty()
                                ? "none has been pretrained yet"
                                : "there are: "
                                        + versions.all().stream()
                                                .map(known -> known.id)
                                                .collect(Collectors.joining(", ")))));
    }

    /** Every backbone, newest first. */
    @Transactional
    public List<BackboneVersion> all() {
        return versions.all();
    }

    /**
     * The loss curve and diagnostics of the run that made a backbone, by step. Of runs longer than
     * {@value CurveRecorder#MOST_POINTS} steps, every n-th step.
     *
     * @throws BackboneException when there is none of that id
     */
    @Transactional
    public List<TrainingPoint> curve(String id) {
        return runs.points(require(id).run);
    }

    /**
     * What labelled patients said of a backbone while it was made, by step; empty when it was not watched.
     *
     * @throws BackboneException when there is none of that id
     */
    @Transactional
    public List<PretrainEvaluation> evaluations(String id) {
        return runs.evaluations(require(id).run);
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
                    + " in the data folder): restore the file from a backup, or pretrain anew with another seed");
        }
        if (!Sha256.hex(file).equals(backbone.weightsSha256)) {
            throw new BackboneException("The weights of " + backbone.id + " are not those that were registered ("
                    + backbone.weightsPath + " in the data folder has another hash): they are not used. Restore the"
                    + " file from a backup, or pretrain anew with another seed");
        }
        return file;
    }

    /**
     * How many of some patients a backbone has learned from, even without a label: whoever is judged on them then judges
     * nothing.
     *
     * @param patients pseudonyms
     */
    public long seen(BackboneVersion backbone, Set<String> patients) {
        return datasets.members(datasets.require(backbone.datasetId)).stream()
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
