package isocenter.finetune.protocol;

import isocenter.annotate.task.LabelRevision;
import isocenter.annotate.task.LabelTasks;
import isocenter.ingest.dataset.DatasetMember;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.SplitPart;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.registry.BackboneVersion;
import isocenter.pretrain.registry.Backbones;
import isocenter.pretrain.view.ViewPolicy;
import isocenter.pretrain.watch.LabelledImage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks up what a request names and refuses what would be dishonest or come to nothing. */
@ApplicationScoped
class FinetunePlans {

    private final Datasets datasets;
    private final LabelTasks tasks;
    private final Backbones backbones;

    FinetunePlans(Datasets datasets, LabelTasks tasks, Backbones backbones) {
        this.datasets = datasets;
        this.tasks = tasks;
        this.backbones = backbones;
    }

    /** @throws FinetuneRefused for an encoder of volumes, too few patients, a class that is missing, or a leak from validation to training */
    FinetunePlan of(FinetuneRequest request) {
        BackboneSpec encoder = request.initialisation().architecture();
        if (encoder.volumes()) {
            throw new FinetuneRefused(encoder.architecture()
                    + " encodes volumes, and labels are of images so far: fine-tune a backbone of images");
        }
        DatasetVersion dataset = datasets.require(request.dataset());
        datasets.requireWhole(dataset);
        LabelRevision revision = tasks.requireRevision(request.labels());
        List<DatasetMember> members = datasets.members(dataset);
        Map<String, Boolean> labels = tasks.labels(revision);
        List<LabelledImage> training = labelled(members, labels, SplitPart.TRAIN);
        List<LabelledImage> validation = labelled(members, labels, SplitPart.VALIDATION);
        List<LabelledImage> test = request.test() ? labelled(members, labels, SplitPart.TEST) : List.of();
        if (validation.isEmpty()) {
            throw new FinetuneRefused("No image of the validation part of " + dataset.id() + " has a label of "
                    + revision.id() + ": nothing could be said of the result");
        }
        refuseForeignModality(request.recipe(), dataset, members);
        String backbone = request.initialisation().backbone();
        BackboneVersion start = backbone == null ? null : requireUnleaked(backbone, members);
        LabelDraw draw = LabelDraw.draw(
                training,
                request.fraction(),
                request.recipe().thresholdShare(),
                request.recipe().seed());
        return new FinetunePlan(request, dataset, revision, start, draw, validation, test);
    }

    private static List<LabelledImage> labelled(
            List<DatasetMember> members, Map<String, Boolean> labels, SplitPart part) {
        List<LabelledImage> images = new ArrayList<>();
        for (DatasetMember member : members) {
            Boolean positive = member.part() == part ? labels.get(member.instance()) : null;
            if (positive != null) {
                images.add(new LabelledImage(member.index(), member.instance(), member.patient(), positive));
            }
        }
        return images;
    }

    /**
     * A backbone that has seen a patient whom we shall be judged on, even without a label, makes the judgement worthless.
     * What an imported backbone has seen is not known here: it is let through, and its origin says who could know.
     */
    private BackboneVersion requireUnleaked(String id, List<DatasetMember> members) {
        Set<String> judged = members.stream()
                .filter(member -> member.part() != SplitPart.TRAIN)
                .map(DatasetMember::patient)
                .collect(Collectors.toSet());
        List<BackboneVersion> lineage = backbones.lineage(id);
        for (BackboneVersion version : lineage) {
            long leaked = backbones.seen(version, judged);
            if (leaked > 0) {
                throw new FinetuneRefused("The backbone " + version.id + " was pretrained on " + leaked
                        + " patients of this dataset's validation and test parts (they are in the training part of "
                        + version.datasetId + "): fine-tune on that dataset, or pretrain on this one");
            }
        }
        return lineage.get(0);
    }

    private static void refuseForeignModality(
            FinetuneRecipe recipe, DatasetVersion dataset, List<DatasetMember> members) {
        @Nullable TuningSpec tuning = recipe.tuning();
        if (tuning == null) {
            return;
        }
        String policy = tuning.views().policy();
        Set<String> foreign =
                members.stream().map(DatasetMember::modality).collect(Collectors.toCollection(TreeSet::new));
        foreign.removeAll(ViewPolicy.require(policy).modalities());
        if (!foreign.isEmpty()) {
            throw new FinetuneRefused("The view policy " + policy + " is not for " + String.join(", ", foreign)
                    + ", which " + dataset.id()
                    + " holds: choose another tuning.views.policy, or make a dataset --where"
                    + " modality=…");
        }
    }
}
