package isocenter.pretrain.objective;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.zeros;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.tensor.Autocast;
import java.util.List;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * DINO (Caron et al. 2021, arXiv:2104.14294): from every crop, the student must say what its teacher, a moving average of
 * it, says of the whole views. Centring keeps one output from winning everywhere, sharpening keeps all from being alike.
 * The backbone of the teacher is the result. Features are those of {@link Backbone#features}, the mean of a ViT's patches,
 * where the paper takes the class token.
 */
final class Dino extends Module implements Objective {
    private static final int WHOLE_VIEWS = 2;

    private final Backbone student;
    private final DinoHead studentHead;
    private final Backbone teacher;
    private final DinoHead teacherHead;
    private final MovingAverage averages;
    private final MovingAverage headAverages;
    private final Tensor centre;
    private final DinoSpec spec;

    Dino(Backbone student, Backbone teacher, DinoSpec spec) {
        super("Dino");
        this.student = student;
        this.teacher = teacher;
        this.spec = spec;
        register_module("student", student.module());
        studentHead = register_module("student_head", new DinoHead(student.featureCount(), spec));
        register_module("teacher", teacher.module());
        teacherHead = register_module("teacher_head", new DinoHead(student.featureCount(), spec));
        averages = new MovingAverage(student.module(), teacher.module());
        headAverages = new MovingAverage(studentHead, teacherHead);
        centre = zeros(1, spec.prototypes());
        register_buffer("centre", centre);
    }

    @Override
    public Loss lossOf(ViewBatch batch, Pass pass) {
        Tensor features;
        Tensor taught;
        try (NoGradGuard noGradient = new NoGradGuard();
                Autocast mixed = pass.autocast()) {
            features = teacher.features(batch.whole()).to(ScalarType.Float);
            taught = teacherHead.forward(features, true);
        }
        Tensor said = said(batch.whole(), pass);
        if (batch.local() != null) {
            said = cat(new TensorVector(said, said(batch.local(), pass)), 0);
        }
        Tensor loss = SelfDistillationLoss.of(
                said, taught, centre.clone(), spec.studentTemperature(), spec.teacherTemperature());
        try (NoGradGuard noGradient = new NoGradGuard();
                Scalar share = new Scalar(1 - spec.centreMomentum())) {
            Tensor mean = taught.mean(new long[] {0}, true, new ScalarTypeOptional());
            pass.ranks().average(List.of(mean));
            centre.lerp_(mean, share);
        }
        return new Loss(loss, EmbeddingSpread.of(pass.gathered(Rows.unitLength(features), 2)));
    }

    private Tensor said(Tensor images, Pass pass) {
        try (Autocast mixed = pass.autocast()) {
            return studentHead.forward(student.features(images), pass.progress() < spec.frozenFraction());
        }
    }

    @Override
    public void stepped(Pass pass) {
        double momentum = MovingAverage.cosine(spec.momentum(), pass.progress());
        averages.follow(momentum);
        headAverages.follow(momentum);
    }

    @Override
    public boolean comparableLosses() {
        return false;
    }

    @Override
    public int views() {
        return WHOLE_VIEWS;
    }

    @Override
    public Backbone backbone() {
        return teacher;
    }

    @Override
    public Backbone student() {
        return student;
    }

    @Override
    public Module module() {
        return this;
    }
}
