package isocenter.pretrain.tensor;

import static org.bytedeco.pytorch.global.torch.cuda_is_available;

import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Where tensors live and arithmetic happens: the processor or one CUDA GPU. Making one loads libtorch. */
public final class Device {
    /** Name of the system property that names the device; {@code auto} when it is not set. */
    public static final String CONFIGURED = "isocenter.torch.device";

    /** The GPU that CUDA takes by itself. */
    private static final byte ANY = -1;

    private final DeviceType type;
    private final byte number;

    private Device(DeviceType type) {
        this(type, ANY);
    }

    private Device(DeviceType type, byte number) {
        this.type = type;
        this.number = number;
    }

    /** The device that the system property {@value #CONFIGURED} names, or the best one there is. */
    public static Device configured() {
        return named(System.getProperty(CONFIGURED, "auto"));
    }

    /** The processor. */
    public static Device cpu() {
        Libtorch.start();
        return new Device(DeviceType.CPU);
    }

    /**
     * The device of a configuration.
     *
     * @param name {@code cpu}, {@code cuda}, or {@code auto}: a GPU where there is one, else the processor
     * @throws IllegalArgumentException for another name, or for {@code cuda} where no GPU can be used
     */
    public static Device named(String name) {
        Libtorch.start();
        return switch (name) {
            case "cpu" -> cpu();
            case "auto" -> cuda_is_available() ? new Device(DeviceType.CUDA) : cpu();
            case "cuda" -> {
                if (!cuda_is_available()) {
                    throw new IllegalArgumentException("device cuda: no usable GPU. Needs an NVIDIA driver and a build"
                            + " with -Dnative.classifier=linux-x86_64-gpu; or choose cpu or auto");
                }
                yield new Device(DeviceType.CUDA);
            }
            default -> throw new IllegalArgumentException("device is cpu, cuda or auto, not " + name);
        };
    }

    /** The GPU of that number, counted from 0, of those that this process can see. */
    public Device numbered(int gpu) {
        return new Device(type, (byte) gpu);
    }

    /** Opens the scope of one training step: see {@link StepScope}. */
    public StepScope openStep() {
        return new StepScope();
    }

    /** Opens mixed precision for the networks of one forward pass: see {@link Autocast}. */
    public Autocast autocast(Precision precision) {
        return new Autocast(type, precision);
    }

    /** Moves a network's weights and buffers here. Do so before an optimiser is made for it. */
    public void place(Module module) {
        if (isCuda()) {
            module.to(torch(), false);
        }
    }

    /** The tensor, here; itself when it is here already. The copy from pinned memory does not wait. */
    public Tensor place(Tensor tensor) {
        if (!isCuda()) {
            return tensor;
        }
        return tensor.to(torch(), tensor.scalar_type(), true, false, new org.bytedeco.pytorch.MemoryFormatOptional());
    }

    /** Options of a new tensor here. */
    public TensorOptions options(ScalarType type) {
        return new TensorOptions(type).device(new DeviceOptional(torch()));
    }

    /** True for a GPU. */
    public boolean isCuda() {
        return type == DeviceType.CUDA;
    }

    /** {@code cpu} or {@code cuda}. */
    @Override
    public String toString() {
        return isCuda() ? "cuda" : "cpu";
    }

    private org.bytedeco.pytorch.Device torch() {
        return new org.bytedeco.pytorch.Device(type, number);
    }
}
