package isocenter.annotate.exchange;

import isocenter.ingest.dicom.DataSet;
import java.util.ArrayList;
import java.util.List;

/**
 * By what the frames of a segmentation are ordered (PS3.3 C.7.6.17): their segment, then their place in the patient.
 *
 * @param organization Dimension Organization UID
 */
record SegmentDimensions(String organization, boolean inPatient) {
    void describe(Attributes segmentation) {
        List<DataSet> indices = new ArrayList<>();
        indices.add(index("ReferencedSegmentNumber", "SegmentIdentificationSequence", "Segment"));
        if (inPatient) {
            indices.add(index("ImagePositionPatient", "PlanePositionSequence", "Position"));
        }
        segmentation
                .item("DimensionOrganizationSequence", new Attributes().text("DimensionOrganizationUID", organization))
                .items("DimensionIndexSequence", indices);
    }

    private DataSet index(String attribute, String group, String label) {
        return new Attributes()
                .text("DimensionOrganizationUID", organization)
                .integers("DimensionIndexPointer", Attributes.tag(attribute))
                .integers("FunctionalGroupPointer", Attributes.tag(group))
                .text("DimensionDescriptionLabel", label)
                .dataSet();
    }
}
