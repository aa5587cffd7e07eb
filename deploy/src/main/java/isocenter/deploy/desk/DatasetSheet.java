package isocenter.deploy.desk;

import isocenter.ingest.dataset.DatasetMember;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.ImageCache;
import isocenter.ingest.dataset.SplitPart;
import isocenter.pretrain.view.PictureSheet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.IntStream;

/** Images of a dataset on one sheet. */
@ApplicationScoped
class DatasetSheet {
    private static final int COLUMNS = 8;

    /** Enough to see what an image is of; the rest of a larger one would only cost time. */
    private static final int SIDE = 128;

    private final Datasets datasets;
    private final Looks looks;

    DatasetSheet(Datasets datasets, Looks looks) {
        this.datasets = datasets;
        this.looks = looks;
    }

    /** PNG, 8-bit grey; the looks are recorded before. */
    byte[] draw(DatasetVersion version, SplitPart part, int most) {
        List<Integer> sizes = datasets.preparedSizes(version);
        if (sizes.isEmpty()) {
            throw Answer.problem(
                    409,
                    "No images of " + version.id() + " have been prepared yet: a pretraining does, and so does"
                            + " isocenter pretrain views.");
        }
        int size = sizes.stream().filter(side -> side >= SIDE).findFirst().orElse(sizes.get(sizes.size() - 1));
        List<DatasetMember> pool = datasets.members(version).stream()
                .filter(member -> member.part() == part)
                .toList();
        int count = Math.min(most, pool.size());
        if (count == 0) {
            throw Answer.problem(404, "This part of " + version.id() + " is empty.");
        }
        List<DatasetMember> shown = IntStream.range(0, count)
                .mapToObj(i -> pool.get((int) ((long) i * pool.size() / count)))
                .toList();
        looks.record(version.id(), shown);
        int columns = Math.min(COLUMNS, count);
        PictureSheet sheet = PictureSheet.plain((count + columns - 1) / columns, columns, Math.min(size, SIDE));
        try (ImageCache images = datasets.prepare(version, size, (done, total) -> {})) {
            float[] image = new float[size * size];
            for (int i = 0; i < count; i++) {
                images.read(shown.get(i).index(), image, 0);
                sheet.fill(i / columns, i % columns, image, size);
            }
        }
        return Png.of(sheet.image());
    }
}
