package isocenter.ingest.pixel;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Tags;

/** The three tables of a PALETTE COLOR object (PS3.3 C.7.9); entries have 8 or 16 bits. */
record Palette(LookupTable red, LookupTable green, LookupTable blue) {
    static Palette of(DataSet dataSet) {
        return new Palette(
                LookupTable.palette(
                        dataSet,
                        Tags.RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
                        Tags.RED_PALETTE_COLOR_LOOKUP_TABLE_DATA,
                        Tags.SEGMENTED_RED_PALETTE_COLOR_LOOKUP_TABLE_DATA),
                LookupTable.palette(
                        dataSet,
                        Tags.GREEN_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
                        Tags.GREEN_PALETTE_COLOR_LOOKUP_TABLE_DATA,
                        Tags.SEGMENTED_GREEN_PALETTE_COLOR_LOOKUP_TABLE_DATA),
                LookupTable.palette(
                        dataSet,
                        Tags.BLUE_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
                        Tags.BLUE_PALETTE_COLOR_LOOKUP_TABLE_DATA,
                        Tags.SEGMENTED_BLUE_PALETTE_COLOR_LOOKUP_TABLE_DATA));
    }
}
