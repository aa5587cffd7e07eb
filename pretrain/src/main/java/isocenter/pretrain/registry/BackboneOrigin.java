package isocenter.pretrain.registry;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Where an imported backbone came from. Never changed once written. */
@Entity
@Table(name = "backbone_origin")
public class BackboneOrigin {

    /** Id of the {@link BackboneVersion}. */
    @Id
    public String backbone;

    /** Who published the weights and where, in the words of whoever imported them. */
    public String source;

    /** Under which terms. */
    public String licence;

    /** Of the file as it was imported. */
    @Column(name = "source_sha256", length = 64)
    public String sourceSha256;

    /** JSON of {@link isocenter.pretrain.weights.WeightsReport}: what became of every tensor. */
    @Column(columnDefinition = "text")
    public String report;
}
