package isocenter.pretrain.tensor;

import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.mkl.global.mkl_rt;
import org.bytedeco.pytorch.global.torch;
import org.jboss.logging.Logger;

/**
 * Loads libtorch into this process, once, with Intel's MKL for matrix products. Everything here must happen before the
 * first class of {@code org.bytedeco.pytorch} is touched, so each entry class of training calls {@link #start()} itself.
 *
 * <p>System properties: {@code isocenter.torch.threads} (default: available cores) and {@code isocenter.torch.cache}
 * (folder for the unpacked native libraries; default: JavaCPP's {@code ~/.javacpp/cache}). Whoever starts a training
 * process should set {@code OMP_WAIT_POLICY=PASSIVE} in its environment.
 */
public final class Libtorch {
    /** Name of the system property that sets the number of compute threads. */
    public static final String THREADS = "isocenter.torch.threads";

    /** Name of the system property that names the folder of the unpacked native libraries. */
    public static final String CACHE = "isocenter.torch.cache";

    private static final Logger LOG = Logger.getLogger(Libtorch.class);
    private static final String BLAS = "org.bytedeco.openblas.load";
    private static final String MKL = "mkl";
    private static final String CACHE_FOLDER = "org.bytedeco.javacpp.cachedir";

    /** Read by both OpenMP runtimes (libgomp and Intel's) when they are loaded, so Java cannot set it for itself. */
    private static final String WAITING = "OMP_WAIT_POLICY";

    private static final List<String> UNLIMITED =
            List.of("org.bytedeco.javacpp.maxBytes", "org.bytedeco.javacpp.maxPhysicalBytes");

    private static boolean started;

    private Libtorch() {}

    /**
     * Loads the native libraries, with the default number of compute threads; later calls do nothing.
     *
     * @throws UnsupportedPlatformException when this build carries no libtorch for this machine
     */
    public static synchronized void start() {
        if (!started) {
            load();
            started = true;
            useThreads(0);
        }
    }

    /**
     * Sets how many threads one operation may use. The OpenMP setting belongs to the calling thread, so call it on the
     * thread that trains, after libtorch was started.
     *
     * @param threads at least 1; 0 means the default
     */
    public static void useThreads(int threads) {
        useThreads(threads, 1);
    }

    /**
     * The same, where {@code processes} of this machine train together: each takes its part of the default.
     *
     * @param processes 1 or more
     */
    public static void useThreads(int threads, int processes) {
        int count = threads > 0 ? threads : Math.max(1, defaultThreads() / processes);
        torch.set_num_threads(count);
        if (MKL.equals(System.getProperty(BLAS))) {
            // this libtorch was built for OpenBLAS and does not know that MKL stands in for it
            mkl_rt.MKL_Set_Num_Threads(count);
        }
    }

    private static int defaultThreads() {
        return Math.max(1, Integer.getInteger(THREADS, Runtime.getRuntime().availableProcessors()));
    }

    private static void load() {
        String cache = System.getProperty(CACHE);
        if (cache != null && System.getProperty(CACHE_FOLDER) == null) {
            System.setProperty(CACHE_FOLDER, Path.of(cache).toAbsolutePath().toString());
        }
        // JavaCPP would read /proc for every tensor handle, and refuse to go on past a multiple of the Java heap
        UNLIMITED.forEach(limit -> System.setProperty(limit, System.getProperty(limit, "0")));
        String platform = Loader.getPlatform();
        if (!carries("pytorch", platform, "libtorch_cpu.so", "libtorch_cpu.dylib", "torch_cpu.dll")) {
            throw new UnsupportedPlatformException(platform);
        }
        // The MKL jars alone change nothing: the BLAS that libtorch binds to is chosen by this property at first load.
        if (carries(MKL, platform, "libmkl_rt.so.2", "libmkl_rt.so.3", "mkl_rt.2.dll")) {
            if (System.getProperty(BLAS) == null) {
                System.setProperty(BLAS, MKL);
            }
        } else {
            LOG.infof("No MKL for %s: set OPENBLAS_NUM_THREADS=1 in the environment, or training is slow", platform);
        }
        if (System.getenv(WAITING) == null) {
            LOG.warnf(
                    "%s is not set: set it to PASSIVE before starting Java, or training on a busy processor may"
                            + " take ten times as long, because idle threads spin",
                    WAITING);
        }
        try {
            Loader.load(torch.class);
        } catch (UnsatisfiedLinkError e) {
            throw new UnsupportedPlatformException(platform, e);
        }
    }

    private static boolean carries(String library, String platform, String... files) {
        for (String file : files) {
            if (Libtorch.class.getClassLoader().getResource("org/bytedeco/" + library + "/" + platform + "/" + file)
                    != null) {
                return true;
            }
        }
        return false;
    }
}
