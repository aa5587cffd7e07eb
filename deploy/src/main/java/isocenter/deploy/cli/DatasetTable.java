package isocenter.deploy.cli;

import isocenter.ingest.dataset.DatasetStatistics;
import isocenter.ingest.dataset.DatasetVersion;
import java.io.PrintWriter;

/** A dataset for people and for machines. */
final class DatasetTable {
    private DatasetTable() {}

    /** Nothing for a version that is whole. */
    static String erased(DatasetVersion version) {
        return version.erased() == 0
                ? ""
                : "  erased     %6d images: create it again to use it%n".formatted(version.erased());
    }

    static void print(DatasetStatistics statistics, PrintWriter out) {
        DatasetVersion version = statistics.dataset();
        out.printf("dataset %s, root %s%n", version.id(), version.sha256());
        out.print(erased(version));
        statistics.parts().forEach((part, who) -> {
            if (who.images() == 0) {
                return;
            }
            out.printf("  %-10s %6d images  %6d patients%n", part, who.images(), who.patients());
            out.printf("             sex %s  age %s%n", who.sex(), who.ageBand());
            out.printf(
                    "             modality %s  sites %d%n",
                    who.modality(), who.site().size());
        });
        version.excluded().forEach((reason, images) -> out.printf("  left out   %6d images: %s%n", images, reason));
    }
}
