package isocenter.pretrain.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.global.torch;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What a result's last digits may depend on: the machine and the versions it ran with. No host name. */
@ApplicationScoped
class HostFacts {

    private final String version;

    HostFacts(@ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown") String version) {
        this.version = version;
    }

    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("cores", Runtime.getRuntime().availableProcessors());
        facts.put("architecture", System.getProperty("os.arch", "unknown"));
        facts.put("java", System.getProperty("java.vm.name", "") + " " + Runtime.version());
        facts.put("libtorch", libtorch());
        facts.put("isocenter", version);
        return facts;
    }

    /** The version in the name of the preset's jar, which is libtorch's followed by JavaCPP's. */
    private static String libtorch() {
        String named = torch.class.getPackage().getImplementationVersion();
        return named == null ? "unknown" : named;
    }
}
