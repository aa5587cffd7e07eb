package isocenter.pretrain.objective;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.recipe.DefaultValue;
import isocenter.pretrain.recipe.SectionName;
import isocenter.pretrain.recipe.Settings;
import java.util.function.Supplier;

/**
 * DINO (Caron et al. 2021, arXiv:2104.14294).
 *
 * @param studentTemperature 0.01–1
 * @param teacherTemperature 0.01–1, below the student's
 * @param centreMomentum of the running mean of the teacher's outputs, 0.5–0.9999
 * @param momentum of the teacher at the start, rising to 1 by a cosine, 0.5–1
 * @param prototypes length of the output, 16–131072
 * @param hidden width of the head's two hidden layers, 8–8192
 * @param bottleneck width before the last layer, 8–2048
 * @param frozenFraction part of the run at whose start the last layer stays as drawn, 0–0.5
 */
@SectionName("dino")
public record DinoSpec(
        @DefaultValue("0.1") double studentTemperature,
        @DefaultValue("0.04") double teacherTemperature,
        @DefaultValue("0.9") double centreMomentum,
        @DefaultValue("0.996") double momentum,
        @DefaultValue("65536") int prototypes,
        @DefaultValue("2048") int hidden,
        @DefaultValue("256") int bottleneck,
        @DefaultValue("0.01") double frozenFraction)
        implements ObjectiveSpec {

    public DinoSpec {
        Settings.inRange("studentTemperature", studentTemperature, 0.01, 1);
        Settings.inRange("teacherTemperature", teacherTemperature, 0.01, studentTemperature);
        Settings.inRange("centreMomentum", centreMomentum, 0.5, 0.9999);
        Settings.inRange("momentum", momentum, 0.5, 1);
        Settings.inRange("prototypes", prototypes, 16, 131_072);
        Settings.inRange("hidden", hidden, 8, 8192);
        Settings.inRange("bottleneck", bottleneck, 8, 2048);
        Settings.inRange("frozenFraction", frozenFraction, 0, 0.5);
    }

    @Override
    public Objective create(BackboneSpec backbone, Supplier<Backbone> backbones) {
        return new Dino(backbones.get(), backbones.get(), this);
    }

    @Override
    public boolean multiCrop() {
        return true;
    }

    @Override
    public boolean pairsViews() {
        return true;
    }
}
