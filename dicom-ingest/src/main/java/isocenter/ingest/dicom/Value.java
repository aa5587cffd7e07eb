package isocenter.ingest.dicom;

import java.nio.ByteBuffer;
import java.util.List;

/** The content of an element. */
sealed interface Value {
    /** An ordinary value. The buffer is read-only by convention; its byte order is the one of the bytes. */
    record Bytes(ByteBuffer buffer) implements Value {}

    /** The items of a sequence. */
    record Items(List<DataSet> dataSets) implements Value {}

    /** Encapsulated pixel data (PS3.5 A.4): the basic offset table, possibly empty, and the fragments after it. */
    record Fragments(ByteBuffer offsetTable, List<ByteBuffer> fragments) implements Value {}
}
