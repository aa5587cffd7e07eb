package isocenter.ingest.dicomweb;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How clients reach this server. */
@ConfigMapping(prefix = "isocenter.dicomweb")
interface DicomWebConfig {
    /** The URL of the server as its clients see it, without {@code /dicom-web}; by default what requests say. */
    Optional<String> publicUrl();
}
