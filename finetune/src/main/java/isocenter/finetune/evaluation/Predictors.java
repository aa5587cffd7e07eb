package isocenter.finetune.evaluation;

import isocenter.audit.fairness.AgeBand;
import isocenter.audit.fairness.AuditPolicy;
import isocenter.audit.fairness.ScoredSubject;
import isocenter.audit.report.AuditRequest;
import isocenter.ingest.dataset.DatasetMember;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.SplitPart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds predictors and their scores. */
@ApplicationScoped
public class Predictors {

    /** Names of the sensitive attributes. */
    private static final String SEX = "sex";

    private static final String AGE_BAND = "ageBand";

    private final PredictorRepository repository;
    private final Datasets datasets;

    Predictors(PredictorRepository repository, Datasets datasets) {
        this.repository = repository;
        this.datasets = datasets;
    }

    /** @throws IllegalArgumentException when there is none of that id; the message names those there are */
    @Transactional
    public PredictorVersion require(String id) {
        return repository
                .predictor(id)
                .orElseThrow(() -> new IllegalArgumentException("There is no predictor " + id + "; "
                        + (all().isEmpty()
                                ? "fine-tune one first"
                                : "there are: "
                                        + all().stream().map(known -> known.id).collect(Collectors.joining(", ")))));
    }

    /** Every predictor, newest first. */
    @Transactional
    public List<PredictorVersion> all() {
        return repository.all();
    }

    /** The predictor made of a request with this hash. */
    @Transactional
    public Optional<PredictorVersion> ofRequest(String requestSha256) {
        return repository.ofRequest(requestSha256);
    }

    /** Its scores on one part, by instance. */
    @Transactional
    public List<Prediction> predictions(PredictorVersion predictor, SplitPart part) {
        return repository.predictions(predictor.id, part);
    }

    /**
     * What the fairness audit needs of a predictor: its validation scores with sex and age band as the dataset version
     * states them ("unknown" where it does not), and its frozen threshold.
     *
     * @throws IllegalArgumentException when there is no such predictor
     */
    @Transactional
    public AuditRequest auditRequest(String predictorId) {
        PredictorVersion predictor = require(predictorId);
        Map<String, DatasetMember> members = new HashMap<>();
        datasets.members(datasets.require(predictor.datasetId))
                .forEach(member -> members.put(member.instance(), member));
        List<ScoredSubject> subjects = predictions(predictor, SplitPart.VALIDATION).stream()
                .map(prediction -> subject(prediction, members.get(prediction.instance)))
                .toList();
        return new AuditRequest(
                predictor.id,
                predictor.datasetId,
                predictor.task,
                predictor.threshold,
                subjects,
                List.of(SEX, AGE_BAND),
                AuditPolicy.standard(),
                provenance(predictor));
    }

    private static ScoredSubject subject(Prediction prediction, @Nullable DatasetMember member) {
        String sex = member == null ? null : member.sex();
        Integer age = member == null ? null : member.age();
        return new ScoredSubject(
                prediction.instance,
                prediction.patient,
                prediction.score,
                prediction.positive,
                Map.of(SEX, sex == null ? AgeBand.UNKNOWN : sex, AGE_BAND, AgeBand.of(age)));
    }

    private static Map<String, String> provenance(PredictorVersion predictor) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("dataset", predictor.datasetId);
        facts.put("datasetRoot", predictor.datasetSha256);
        facts.put("labels", predictor.labels);
        facts.put("labelsSha256", predictor.labelsSha256);
        facts.put("init", predictor.init);
        if (predictor.backbone != null) {
            facts.put("backbone", predictor.backbone);
        }
        facts.put("protocol", predictor.protocol);
        facts.put("labelFraction", Double.toString(predictor.fraction));
        facts.put("recipeSha256", predictor.recipeSha256);
        facts.put("weightsSha256", predictor.weightsSha256);
        facts.put("thresholdSha256", predictor.thresholdSha256);
        return facts;
    }

    /** Keeps a new predictor and its scores, in the caller's transaction. */
    @Transactional(TxType.MANDATORY)
    public void register(PredictorVersion predictor, List<Prediction> predictions) {
        predictor.created = Instant.now().truncatedTo(ChronoUnit.MICROS);
        repository.insert(predictor);
        repository.insert(predictions);
    }
}
