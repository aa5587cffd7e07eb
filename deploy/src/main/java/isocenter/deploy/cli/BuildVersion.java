package isocenter.deploy.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of this build and of the Java it runs on. */
final class BuildVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = BuildVersion.class.getPackage().getImplementationVersion();
        return new String[] {"isocenter " + (version == null ? "development" : version), "Java " + Runtime.version()};
    }
}
