package isocenter.pretrain.embedding;

import isocenter.ingest.dataset.DatasetMember;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.pretrain.registry.BackboneVersion;
import java.util.List;

/**
 * Images with their features.
 *
 * @param members in the order of the manifest, part by part
 * @param vectors [members][width], as the backbone gives them, not brought to unit length
 */
public record EmbeddingSet(
        BackboneVersion backbone, DatasetVersion dataset, List<DatasetMember> members, float[][] vectors) {
    public EmbeddingSet {
        members = List.copyOf(members);
        if (members.size() != vectors.length || vectors.length == 0) {
            throw new IllegalArgumentException("Each image needs one vector, and one image at least is needed");
        }
    }

    /** Numbers in a vector. */
    public int width() {
        return vectors[0].length;
    }
}
