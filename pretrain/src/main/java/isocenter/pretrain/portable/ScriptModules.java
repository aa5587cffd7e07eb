package isocenter.pretrain.portable;

import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.CompilationUnit;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.Tensor;

/** A tree of TorchScript modules that holds weights by their dotted names: {@code blocks.0.norm1.weight} three deep. */
final class ScriptModules {
    private static final String NAMESPACE = "__torch__.isocenter.";

    private final CompilationUnit types = new CompilationUnit();
    private final Node root = new Node();

    ScriptModules(Map<String, Tensor> weights) {
        weights.forEach((name, tensor) -> {
            int dot = name.lastIndexOf('.');
            Node owner = root;
            if (dot > 0) {
                for (String part : name.substring(0, dot).split("\\.", -1)) {
                    owner = owner.children.computeIfAbsent(part, absent -> new Node());
                }
            }
            owner.weights.put(name.substring(dot + 1), tensor);
        });
    }

    /** The whole tree, without a method yet. */
    JitModule root() {
        return module(root, "Backbone");
    }

    /** Children first: a module's type must be complete when its owner takes it. */
    private JitModule module(Node node, String typeName) {
        JitModule module = new JitModule(new QualifiedName(NAMESPACE + typeName), types);
        node.weights.forEach((name, tensor) -> {
            Tensor own = tensor.detach().contiguous();
            if (name.startsWith("running_")) {
                module.register_buffer(name, own);
            } else {
                module.register_parameter(name, own, false);
            }
        });
        node.children.forEach((name, child) -> module.register_module(name, module(child, typeName + "_" + name)));
        return module;
    }

    private static final class Node {
        private final Map<String, Tensor> weights = new TreeMap<>();
        private final Map<String, Node> children = new TreeMap<>();
    }
}
