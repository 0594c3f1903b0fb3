package io.millrace.tool.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class CsvTableTest {

  @Test
  void cellsAreKeptAsTheyAreWritten() {
    CsvTable table = CsvTable.read("q,a\n007, NA \n1e5,\"\"\nTRUE\n");

    assertThat(table.size()).isEqualTo(3);
    assertThat(table.cell(0, 0)).isEqualTo("007");
    assertThat(table.cell(0, 1)).isEqualTo(" NA ");
    assertThat(table.cell(1, 0)).isEqualTo("1e5");
    assertThat(table.cell(1, 1)).isEmpty();
    assertThat(table.cell(2, 1)).as("a cell the row does not have").isEmpty();
  }

  @Test
  void theHeaderBelongsToTheLastCellsWhenTheFirstRowIsLonger() {
    CsvTable table = CsvTable.read("q,a\nindex,x,y\n");

    assertThat(table.cell(0, 0)).isEqualTo("x");
    assertThat(table.cell(0, 1)).isEqualTo("y");
  }

  @Test
  void aLaterRowThatIsLongerIsRefused() {
    assertThatExceptionOfType(CsvException.class)
        .isThrownBy(() -> CsvTable.read("q,a\n\nx,y\n1,2,3\n"))
        .withMessageContaining("Expected 2 fields in line 4, saw 3");
  }

  @Test
  void columnsWithoutAnOwnNameGetOne() {
    assertThat(CsvTable.read("a,,a,a.1,a,\n").columns())
        .containsExactly("a", "Unnamed: 1", "a.2", "a.1", "a.3", "Unnamed: 5");
  }
}
