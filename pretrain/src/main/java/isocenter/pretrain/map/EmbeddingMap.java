package isocenter.pretrain.map;

import java.util.List;

/**
 * Images in the plane.
 *
 * @param title what is shown
 * @param subtitle how it was laid out, and of how many images
 * @param points [images][2]
 * @param colourings what they are coloured by, each with how well it can be read from the features
 */
public record EmbeddingMap(String title, String subtitle, double[][] points, List<Coloured> colourings) {

    /**
     * One colouring.
     *
     * @param name as it was asked for
     */
    public record Coloured(String name, Colouring colouring, Readability readability) {}
}
