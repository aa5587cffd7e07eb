package isocenter.annotate.exchange;

import isocenter.annotate.labelset.Finding;
import isocenter.annotate.labelset.Shape;
import isocenter.annotate.reading.CommittedReading;
import isocenter.annotate.reading.Mark;
import isocenter.annotate.reading.MaskRuns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Marks as a COCO data set (cocodataset.org, "Data format"): images, categories, annotations. COCO counts pixels as the
 * readings do, from the upper left corner of the upper left pixel; its run lengths go column by column.
 */
final class CocoDataset {
    private final FindingCodes codes;
    private final Map<List<Object>, Integer> imageIds = new LinkedHashMap<>();
    private final List<Map<String, Object>> images = new ArrayList<>();
    private final List<Map<String, Object>> annotations = new ArrayList<>();
    private int leftOut;

    CocoDataset(FindingCodes codes) {
        this.codes = codes;
    }

    /** Marks that COCO has no form for: lengths. */
    int leftOut() {
        return leftOut;
    }

    void add(SourceStudy study, CommittedReading reading) {
        for (Mark mark : reading.content().marks()) {
            if (mark.shape() == Shape.LENGTH) {
                leftOut++;
                continue;
            }
            Map<String, Object> annotation = new LinkedHashMap<>();
            annotation.put("id", annotations.size() + 1);
            annotation.put("image_id", image(study.image(mark.instance()), mark.frame()));
            annotation.put("category_id", category(mark.finding()));
            annotation.put("iscrowd", 0);
            if (mark.shape() == Shape.MASK) {
                mask(annotation, Objects.requireNonNull(mark.mask()));
            } else {
                outline(annotation, mark);
            }
            annotation.put(
                    "attributes",
                    Map.of(
                            "mark",
                            mark.id(),
                            "reading",
                            reading.id(),
                            "reader",
                            reading.reader(),
                            "shape",
                            mark.shape().word()));
            annotations.add(annotation);
        }
    }

    /** As JSON has it. */
    Map<String, Object> write(String name) {
        List<Map<String, Object>> categories = new ArrayList<>();
        for (Finding finding : codes.labels().findings()) {
            Map<String, Object> category = new LinkedHashMap<>();
            category.put("id", category(finding.id()));
            category.put("name", finding.id());
            category.put("supercategory", codes.labels().name());
            categories.add(category);
        }
        Map<String, Object> dataset = new LinkedHashMap<>();
        dataset.put("info", Map.of("description", name, "version", "1.0"));
        dataset.put("licenses", List.of());
        dataset.put("images", images);
        dataset.put("categories", categories);
        dataset.put("annotations", annotations);
        return dataset;
    }

    private int category(String finding) {
        return codes.labels().findings().indexOf(codes.finding(finding)) + 1;
    }

    private int image(SourceImage image, int frame) {
        return imageIds.computeIfAbsent(List.of(image.instance(), frame), any -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("id", images.size() + 1);
            row.put("file_name", image.instance() + ".dcm");
            row.put("width", image.columns());
            row.put("height", image.rows());
            row.put("frame", frame);
            images.add(row);
            return images.size();
        });
    }

    private static void outline(Map<String, Object> annotation, Mark mark) {
        List<List<Double>> points = mark.points();
        double[] x = points.stream().mapToDouble(point -> point.get(0)).toArray();
        double[] y = points.stream().mapToDouble(point -> point.get(1)).toArray();
        if (mark.shape() == Shape.BOX) {
            x = new double[] {x[0], x[1], x[1], x[0]};
            y = new double[] {y[0], y[0], y[1], y[1]};
        }
        List<Double> flat = new ArrayList<>();
        double twice = 0;
        double left = x[0];
        double right = x[0];
        double top = y[0];
        double bottom = y[0];
        for (int i = 0; i < x.length; i++) {
            int next = (i + 1) % x.length;
            flat.add(x[i]);
            flat.add(y[i]);
            twice += x[i] * y[next] - x[next] * y[i];
            left = Math.min(left, x[i]);
            right = Math.max(right, x[i]);
            top = Math.min(top, y[i]);
            bottom = Math.max(bottom, y[i]);
        }
        annotation.put("segmentation", List.of(flat));
        annotation.put("area", Math.abs(twice) / 2);
        annotation.put("bbox", List.of(left, top, right - left, bottom - top));
    }

    private static void mask(Map<String, Object> annotation, MaskRuns mask) {
        boolean[] rowByRow = mask.pixels();
        boolean[] columnByColumn = new boolean[rowByRow.length];
        int left = mask.columns();
        int top = mask.rows();
        int right = 0;
        int bottom = 0;
        int area = 0;
        for (int x = 0; x < mask.columns(); x++) {
            for (int y = 0; y < mask.rows(); y++) {
                if (rowByRow[y * mask.columns() + x]) {
                    columnByColumn[x * mask.rows() + y] = true;
                    left = Math.min(left, x);
                    right = Math.max(right, x + 1);
                    top = Math.min(top, y);
                    bottom = Math.max(bottom, y + 1);
                    area++;
                }
            }
        }
        List<Integer> counts =
                MaskRuns.of(mask.columns(), mask.rows(), columnByColumn).runs();
        annotation.put("segmentation", Map.of("size", List.of(mask.rows(), mask.columns()), "counts", counts));
        annotation.put("area", area);
        annotation.put("bbox", area == 0 ? List.of(0, 0, 0, 0) : List.of(left, top, right - left, bottom - top));
    }
}
