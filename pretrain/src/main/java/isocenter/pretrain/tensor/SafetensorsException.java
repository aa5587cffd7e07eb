package isocenter.pretrain.tensor;

import java.nio.file.Path;

/** A safetensors file does not hold what was asked of it: it is damaged, or belongs to another network. */
public final class SafetensorsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SafetensorsException(Path file, String reason) {
        super(file.getFileName() + ": " + reason + ". The file is damaged, or was written for another network");
    }
}
