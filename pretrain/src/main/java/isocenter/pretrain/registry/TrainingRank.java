package isocenter.pretrain.registry;

import isocenter.audit.ledger.IsocenterHome;
import isocenter.ingest.dataset.DatasetMember;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.PreparationListener;
import isocenter.ingest.job.Job;
import isocenter.ingest.job.JobQueue;
import isocenter.pretrain.parallel.Ranks;
import isocenter.pretrain.parallel.Rendezvous;
import isocenter.pretrain.tensor.Device;
import isocenter.pretrain.training.Pretrainer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One of several processes that do a pretraining together: any but rank 0, which has the job and keeps its records. */
@ApplicationScoped
public class TrainingRank {
    private final JobQueue queue;
    private final Datasets datasets;
    private final PoolFacts facts;
    private final IsocenterHome home;

    TrainingRank(JobQueue queue, Datasets datasets, PoolFacts facts, IsocenterHome home) {
        this.queue = queue;
        this.datasets = datasets;
        this.facts = facts;
        this.home = home;
    }

    /**
     * Trains until the run ends.
     *
     * @param environment says which rank this is; see {@link Rendezvous#of}
     * @throws isocenter.pretrain.parallel.RankLost when another rank dies
     * @throws BackboneException when there is no such job
     */
    public void run(UUID job, Map<String, String> environment) {
        Job found = queue.find(job).orElseThrow(() -> new BackboneException("There is no job " + job));
        PretrainOrder order = PretrainOrder.parse(found.parameters);
        DatasetVersion dataset = datasets.require(order.dataset());
        List<DatasetMember> pool = Pretraining.pool(datasets.members(dataset));
        Device device = Rendezvous.of(environment).device(Device.configured());
        try (PreparedSet prepared = PreparedSet.of(datasets, dataset, order.recipe(), PreparationListener.NONE);
                Ranks ranks = Ranks.join(environment, device)) {
            new Pretrainer(device, ranks)
                    .pairing(facts.positives(order.recipe(), pool))
                    .run(
                            order.recipe(),
                            null,
                            prepared.set(),
                            Pretraining.indices(pool),
                            home.path().resolve(PretrainOrder.folder(job)),
                            List.of(),
                            () -> false);
        }
    }
}
