package isocenter.ingest.volume;

/**
 * Where the pixels of a frame lie (PS3.3 C.7.6.2): the centre of the pixel in row {@code r} and column {@code c} is at
 * {@code origin + c · columnSpacing · rowDirection + r · rowSpacing · columnDirection}.
 *
 * @param origin centre of the first pixel, mm
 * @param rowDirection along a row, to higher columns; length 1
 * @param columnDirection along a column, to higher rows; length 1
 * @param rowSpacing between rows, mm: the first value of Pixel Spacing
 * @param columnSpacing between columns, mm
 * @param inPatient the coordinates are the patient's; false for ultrasound volumes, which have their own
 */
record Plane(
        Vector3 origin,
        Vector3 rowDirection,
        Vector3 columnDirection,
        double rowSpacing,
        double columnSpacing,
        boolean inPatient) {

    Vector3 normal() {
        return rowDirection.cross(columnDirection).unit();
    }
}
