package isocenter.pretrain.portable;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes a network as the forward method of a TorchScript module that has its weights by name. */
final class TorchScriptNetwork implements NetworkWriter {
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final Set<String> known;
    private final Set<String> used = new LinkedHashSet<>();
    private final StringBuilder lines = new StringBuilder();
    private int operations;

    /** @param known names of all weights there are */
    TorchScriptNetwork(Set<String> known) {
        this.known = known;
    }

    /**
     * The method.
     *
     * @param size of the images; others are refused when it is called
     * @param feeding what to feed, for that refusal
     */
    String forward(int size, String feeding, Value answer) {
        String images = images().name();
        return """
                def forward(self, %1$s):
                    assert %1$s.dim() == 4 and %1$s.size(1) == 1 and %1$s.size(2) == %2$d and %1$s.size(3) == %2$d and %1$s.is_floating_point(), "feed %3$s"
                %4$s    return %5$s
                """.formatted(images, size, feeding, lines, answer.name());
    }

    /** Names of the weights that the method needs. */
    Set<String> used() {
        return used;
    }

    @Override
    public Value images() {
        return new Value(ModelMetadata.INPUT);
    }

    @Override
    public Value standardise(Value x, double subtracted, double factor) {
        return is("(%s - %s) * %s", x.name(), subtracted, factor);
    }

    @Override
    public Value convolution(Value x, String layer, int stride, int padding) {
        String bias = layer + ".bias";
        return is(
                "torch.conv2d(%s, %s, %s, [%d, %d], [%d, %d])",
                x.name(),
                weight(layer + ".weight"),
                known.contains(bias) ? weight(bias) : "None",
                stride,
                stride,
                padding,
                padding);
    }

    @Override
    public Value batchNorm(Value x, String layer, double epsilon) {
        return is(
                "torch.batch_norm(%s, %s, %s, %s, %s, False, 0.0, %s, True)",
                x.name(),
                weight(layer + ".weight"),
                weight(layer + ".bias"),
                weight(layer + ".running_mean"),
                weight(layer + ".running_var"),
                epsilon);
    }

    @Override
    public Value layerNorm(Value x, String layer, double epsilon) {
        return is(
                "torch.layer_norm(%s, [%s.size(-1)], %s, %s, %s)",
                x.name(), x.name(), weight(layer + ".weight"), weight(layer + ".bias"), epsilon);
    }

    @Override
    public Value linear(Value x, String layer) {
        return is("torch.linear(%s, %s, %s)", x.name(), weight(layer + ".weight"), weight(layer + ".bias"));
    }

    @Override
    public Value attention(Value projected, int width, int heads) {
        String by = is(
                        "%s.reshape(%s.size(0), -1, 3, %d, %d).permute(2, 0, 3, 1, 4)",
                        projected.name(), projected.name(), heads, width / heads)
                .name();
        Value mixed = is("torch.scaled_dot_product_attention(%s[0], %s[1], %s[2])", by, by, by);
        return is("%s.transpose(1, 2).flatten(2)", mixed.name());
    }

    @Override
    public Value gelu(Value x) {
        return is("torch.gelu(%s)", x.name());
    }

    @Override
    public Value relu(Value x) {
        return is("torch.relu(%s)", x.name());
    }

    @Override
    public Value maxPool(Value x, int kernel, int stride, int padding) {
        return is(
                "torch.max_pool2d(%s, [%d, %d], [%d, %d], [%d, %d])",
                x.name(), kernel, kernel, stride, stride, padding, padding);
    }

    @Override
    public Value add(Value a, Value b) {
        return is("%s + %s", a.name(), b.name());
    }

    @Override
    public Value addParameter(Value x, String parameter) {
        return is("%s + %s", x.name(), weight(parameter));
    }

    @Override
    public Value places(Value map) {
        return is("%s.flatten(2).transpose(1, 2)", map.name());
    }

    @Override
    public Value prepend(Value tokens, String parameter, int width) {
        return is(
                "torch.cat([%s.expand(%s.size(0), 1, %d), %s], 1)",
                weight(parameter), tokens.name(), width, tokens.name());
    }

    @Override
    public Value withoutFirst(Value tokens) {
        return is("%s.narrow(1, 1, %s.size(1) - 1)", tokens.name(), tokens.name());
    }

    @Override
    public Value mean(Value x, int... axes) {
        return is("torch.mean(%s, %s)", x.name(), Arrays.toString(axes));
    }

    private Value is(String expression, Object... arguments) {
        Value result = new Value("v" + operations++);
        lines.append("    ")
                .append(result.name())
                .append(" = ")
                .append(expression.formatted(arguments))
                .append('\n');
        return result;
    }

    /** The weight as an expression; a module whose name is a number can only be asked for by getattr. */
    private String weight(String name) {
        if (!known.contains(name)) {
            throw new IllegalStateException("the backbone has no weight " + name);
        }
        used.add(name);
        String expression = "self";
        for (String part : name.split("\\.", -1)) {
            expression = NUMBER.matcher(part).matches()
                    ? "getattr(" + expression + ", \"" + part + "\")"
                    : expression + "." + part;
        }
        return expression;
    }
}
