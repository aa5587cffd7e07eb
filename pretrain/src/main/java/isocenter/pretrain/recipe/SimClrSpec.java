package isocenter.pretrain.recipe;

/**
 * SimCLR (Chen et al. 2020, arXiv:2002.05709).
 *
 * @param temperature of NT-Xent, 0.01–2
 * @param projection head between backbone and loss
 */
public record SimClrSpec(double temperature, ProjectionSpec projection) {

    public SimClrSpec {
        Settings.inRange("temperature", temperature, 0.01, 2);
    }
}
