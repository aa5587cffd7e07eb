package isocenter.pretrain.embedding;

import isocenter.pretrain.registry.BackboneDependents;
import isocenter.pretrain.registry.Dependent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Features go with their backbone: whoever has it can have them again, and nobody else can use them. */
@ApplicationScoped
class EmbeddingDependents implements BackboneDependents {
    private final VectorRows vectors;
    private final Extractions extractions;

    EmbeddingDependents(VectorRows vectors, Extractions extractions) {
        this.vectors = vectors;
        this.extractions = extractions;
    }

    @Override
    public List<Dependent> of(String backbone) {
        return List.of();
    }

    @Override
    public long discard(String backbone) {
        long rows = vectors.delete(backbone);
        extractions.deleteOf(backbone);
        return rows;
    }
}
