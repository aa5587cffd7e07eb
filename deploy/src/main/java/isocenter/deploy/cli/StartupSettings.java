package isocenter.deploy.cli;

import java.util.Map;

/** A command whose options change how the application starts. */
interface StartupSettings {
    /** Configuration properties to be set before it does. */
    Map<String, String> startupSettings();
}
