package isocenter.pretrain.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is read by Arrow's own reader. */
class ArrowFileTest {
    /** More than one batch, the last one not full. */
    private static final int ROWS = 2500;

    @TempDir
    Path folder;

    @Test
    void arrowReadsEveryValueAndEveryGap() throws IOException {
        Path file = folder.resolve("table.arrow");
        float[][] vectors = new float[ROWS][3];
        for (int row = 0; row < ROWS; row++) {
            vectors[row] = new float[] {row, -row / 7f, 1e-30f * row};
        }
        ArrowFile.write(
                file,
                ROWS,
                List.of(
                        new ArrowColumn.Text("name", ArrowFileTest::name),
                        new ArrowColumn.Whole("number", ArrowFileTest::number),
                        new ArrowColumn.Text("all", row -> "x" + row),
                        new ArrowColumn.Vectors("vector", vectors)),
                Map.of("made", "here"));

        try (RootAllocator allocator = new RootAllocator();
                FileChannel channel = FileChannel.open(file);
                ArrowFileReader reader = new ArrowFileReader(channel, allocator)) {
            assertThat(reader.getVectorSchemaRoot().getSchema().getCustomMetadata())
                    .containsExactly(Map.entry("made", "here"));
            List<Integer> batches = new ArrayList<>();
            int row = 0;
            while (reader.loadNextBatch()) {
                int rows = reader.getVectorSchemaRoot().getRowCount();
                batches.add(rows);
                List<FieldVector> columns = reader.getVectorSchemaRoot().getFieldVectors();
                for (int i = 0; i < rows; i++, row++) {
                    Object name = columns.get(0).getObject(i);
                    assertThat(name == null ? null : name.toString()).isEqualTo(name(row));
                    assertThat(columns.get(1).getObject(i)).isEqualTo(number(row));
                    assertThat(String.valueOf(columns.get(2).getObject(i))).isEqualTo("x" + row);
                    assertThat((List<?>) columns.get(3).getObject(i))
                            .isEqualTo(List.of(vectors[row][0], vectors[row][1], vectors[row][2]));
                }
                assertThat(columns.get(0).getNullCount()).isPositive();
                assertThat(columns.get(2).getNullCount()).isZero();
            }
            assertThat(batches).containsExactly(1024, 1024, 452);
            assertThat(row).isEqualTo(ROWS);
            assertThat(reader.getRecordBlocks()).hasSize(3);
        }
    }

    private static String name(int row) {
        return row % 5 == 3 ? null : "ünï".repeat(row % 4);
    }

    private static Integer number(int row) {
        return row % 3 == 0 ? null : row * 1000;
    }
}
