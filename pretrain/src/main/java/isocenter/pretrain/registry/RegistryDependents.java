package isocenter.pretrain.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** Backbones that went on from another one, and jobs that wait for it or are at work on it. */
@ApplicationScoped
class RegistryDependents implements BackboneDependents {
    private final BackboneVersions versions;
    private final BackboneJobs jobs;

    RegistryDependents(BackboneVersions versions, BackboneJobs jobs) {
        this.versions = versions;
        this.jobs = jobs;
    }

    @Override
    public List<Dependent> of(String backbone) {
        return Stream.concat(
                        versions.continuing(backbone).stream()
                                .map(version -> new Dependent("backbone", version.id, true)),
                        jobs.unfinished(backbone).stream().map(job -> new Dependent("unfinished job", job, true)))
                .toList();
    }
}
