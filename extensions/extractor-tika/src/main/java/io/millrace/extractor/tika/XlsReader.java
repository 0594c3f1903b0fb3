package io.millrace.extractor.tika;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Hyperlink;
import org.apache.poi.ss.usermodel.Row;
import org.jspecify.annotations.Nullable;

/** Reads the cell values of an {@code .xls} workbook (BIFF8). */
final class XlsReader {
  private XlsReader() {}

  static void read(Path path, Consumer<Sheet> consumer) throws IOException {
    try (POIFSFileSystem file = new POIFSFileSystem(path.toFile(), true);
        HSSFWorkbook workbook = new HSSFWorkbook(file, false)) {
      boolean from1904 = workbook.getInternalWorkbook().isUsing1904DateWindowing();
      for (int i = 0; i < workbook.getNumberOfSheets(); i++) {
        SheetBuilder builder = new SheetBuilder();
        for (Row row : workbook.getSheetAt(i)) {
          Workers.stopIfGivenUp();
          for (Cell cell : row) {
            builder.cell(cell.getRowIndex(), cell.getColumnIndex(), value(cell, from1904));
            Hyperlink link = cell.getHyperlink();
            if (link != null && link.getAddress() != null) {
              builder.link(cell.getRowIndex(), cell.getColumnIndex(), link.getAddress());
            }
          }
        }
        consumer.accept(builder.build(workbook.getSheetName(i)));
      }
    }
  }

  private static @Nullable Object value(Cell cell, boolean from1904) {
    CellType type =
        cell.getCellType() == CellType.FORMULA
            ? cell.getCachedFormulaResultType()
            : cell.getCellType();
    return switch (type) {
      case STRING -> {
        String text = cell.getStringCellValue();
        yield text.isEmpty() ? null : text;
      }
      case NUMERIC -> number(cell, from1904);
      case BOOLEAN -> cell.getBooleanCellValue();
      case ERROR -> error(cell.getErrorCellValue());
      default -> null;
    };
  }

  private static Object number(Cell cell, boolean from1904) {
    int id = cell.getCellStyle().getDataFormat();
    String format = cell.getCellStyle().getDataFormatString();
    ExcelDates.Kind kind = ExcelDates.kind(id, format == null ? "" : format);
    return ExcelDates.convert(
        cell.getNumericCellValue(),
        kind == ExcelDates.Kind.NUMBER ? kind : ExcelDates.Kind.DATE,
        from1904);
  }

  private static Sheet.CellError error(byte code) {
    int number = code & 0xFF;
    String text =
        FormulaError.isValidCode(number) ? FormulaError.forInt(code).getString() : "#" + number;
    return new Sheet.CellError(text, number);
  }
}
