package isocenter.pretrain.comparison;

import isocenter.pretrain.registry.BackboneDependents;
import isocenter.pretrain.registry.BackboneJobs;
import isocenter.pretrain.registry.Dependent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Finished comparisons: their figures stand by themselves, and could not be found again without the weights. */
@ApplicationScoped
class ComparisonDependents implements BackboneDependents {
    private final BackboneJobs jobs;

    ComparisonDependents(BackboneJobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public List<Dependent> of(String backbone) {
        return jobs.done(ComparisonJob.KIND, backbone).stream()
                .map(job -> new Dependent("comparison", job, false))
                .toList();
    }
}
