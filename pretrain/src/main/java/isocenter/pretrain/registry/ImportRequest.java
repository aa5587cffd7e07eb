package isocenter.pretrain.registry;

import isocenter.pretrain.weights.InputNormalisation;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks for published weights as a backbone.
 *
 * @param file safetensors
 * @param name part of the backbone's id; null for its architecture
 * @param image side of the images that it will see, 32–512
 * @param normalisation of the source's pixels
 * @param source who published the weights and where, at most 500 characters
 * @param licence their terms, at most 100 characters
 */
public record ImportRequest(
        Path file, @Nullable String name, int image, InputNormalisation normalisation, String source, String licence) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int LONGEST_NAME = 32;
    private static final int LONGEST_SOURCE = 500;
    private static final int LONGEST_LICENCE = 100;

    public ImportRequest {
        if (name != null && (name.length() > LONGEST_NAME || !NAME.matcher(name).matches())) {
            throw new IllegalArgumentException("A backbone's name is at most " + LONGEST_NAME
                    + " lower-case letters and digits, in words joined by hyphens: dinov2-small");
        }
        if (image < 32 || image > 512) {
            throw new IllegalArgumentException("Images have a side of 32 to 512 pixels, not " + image);
        }
        requireText("source", source, LONGEST_SOURCE);
        requireText("licence", licence, LONGEST_LICENCE);
    }

    private static void requireText(String what, String text, int longest) {
        if (text.isBlank() || text.length() > longest) {
            throw new IllegalArgumentException("The " + what + " of imported weights is stated in at most " + longest
                    + " characters; if it is not known, say so");
        }
    }
}
