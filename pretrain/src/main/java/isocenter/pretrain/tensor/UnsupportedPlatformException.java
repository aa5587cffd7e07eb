package isocenter.pretrain.tensor;

/** This build carries no libtorch that runs on this machine. */
public final class UnsupportedPlatformException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsupportedPlatformException(String platform) {
        super("this build carries no libtorch for " + platform + ". Rebuild with -Dnative.classifier=" + platform
                + " (published: linux-x86_64, linux-arm64, macosx-arm64, windows-x86_64)");
    }

    UnsupportedPlatformException(String platform, UnsatisfiedLinkError cause) {
        super(
                "libtorch could not be loaded on " + platform
                        + ": it needs glibc 2.28 or later, a cache folder that allows execution (set -D"
                        + Libtorch.CACHE + "=FOLDER), and 1 GB of disk there",
                cause);
    }
}
