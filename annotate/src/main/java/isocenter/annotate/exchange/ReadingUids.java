package isocenter.annotate.exchange;

import isocenter.annotate.reading.CommittedReading;

/** UIDs of the objects that a reading is written as: the same at every export. */
record ReadingUids(String reading, int version) {
    static ReadingUids of(CommittedReading reading) {
        return new ReadingUids(reading.id(), reading.version());
    }

    /** Series Instance UID of the reports; all versions of a reading are in it. */
    String reportSeries() {
        return DerivedUid.of("report series", reading);
    }

    String report() {
        return report(version);
    }

    /** SOP Instance UID of the report of some version. */
    String report(int number) {
        return DerivedUid.of("report", reading, Integer.toString(number));
    }

    /** Series Instance UID of the segmentations of a version. */
    String segmentationSeries() {
        return DerivedUid.of("segmentation series", reading, Integer.toString(version));
    }

    /** SOP Instance UID of the segmentation of images that lie together. */
    String segmentation(int number) {
        return DerivedUid.of("segmentation", reading, Integer.toString(version), Integer.toString(number));
    }

    /** Dimension Organization UID of a segmentation. */
    String dimensions(int number) {
        return DerivedUid.of("dimensions", reading, Integer.toString(version), Integer.toString(number));
    }

    /** SOP Instance UID of the presentation state. */
    String presentation() {
        return DerivedUid.of("presentation", reading, Integer.toString(version));
    }

    String presentationSeries() {
        return DerivedUid.of("presentation series", reading);
    }
}
