package io.millrace.examples;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STStyleType;

/** Makes the documents of {@code examples/documents} that are not text. */
public final class OfficeDocuments {
  private static final String HEADING = "Heading1";

  private OfficeDocuments() {}

  /** Writes the files into the folder that the first argument names. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    try (XWPFDocument document = inspection();
        OutputStream out = Files.newOutputStream(folder.resolve("inspection.docx"))) {
      document.write(out);
    }
    try (XSSFWorkbook workbook = spareParts();
        OutputStream out = Files.newOutputStream(folder.resolve("spare-parts.xlsx"))) {
      workbook.write(out);
    }
  }

  private static XWPFDocument inspection() {
    XWPFDocument document = new XWPFDocument();
    defineHeading(document);
    heading(document, "Yearly inspection");
    text(
        document,
        "The mill is inspected in the last week of February, before the season. The leat is"
            + " drained for it, so the fish warden is told two weeks earlier.");
    heading(document, "Paddles and rim");
    text(
        document,
        "Tap each of the thirty-six paddles with a wooden mallet. A dull sound means rot: replace"
            + " the paddle and the one opposite together, so that the wheel stays balanced. The"
            + " rim may be out of true by no more than eight millimetres.");
    heading(document, "Tolerances");
    table(
        document,
        List.of("Part", "New", "Replace at"),
        List.of("Bearing play", "0.2 mm", "1.5 mm"),
        List.of("Gear teeth, wear", "0 mm", "4 mm"),
        List.of("Drive belt, slack", "20 mm", "60 mm"));
    return document;
  }

  private static void defineHeading(XWPFDocument document) {
    CTStyle style = CTStyle.Factory.newInstance();
    style.setStyleId(HEADING);
    style.setType(STStyleType.PARAGRAPH);
    style.addNewName().setVal("heading 1");
    document.createStyles().addStyle(new XWPFStyle(style));
  }

  private static void heading(XWPFDocument document, String text) {
    var paragraph = document.createParagraph();
    paragraph.setStyle(HEADING);
    paragraph.createRun().setText(text);
  }

  private static void text(XWPFDocument document, String text) {
    document.createParagraph().createRun().setText(text);
  }

  @SafeVarargs
  private static void table(XWPFDocument document, List<String>... rows) {
    XWPFTable table = document.createTable(rows.length, rows[0].size());
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < rows[row].size(); column++) {
        table.getRow(row).getCell(column).setText(rows[row].get(column));
      }
    }
  }

  private static XSSFWorkbook spareParts() {
    XSSFWorkbook workbook = new XSSFWorkbook();
    XSSFSheet sheet = workbook.createSheet("Spare parts");
    row(sheet, "Part", "Shelf", "In stock", "Days to deliver");
    row(sheet, "Oak paddle", "A1", 6, 30);
    row(sheet, "Bronze bearing shell", "A2", 2, 45);
    row(sheet, "Apple wood gear tooth", "B1", 40, 14);
    row(sheet, "Leather drive belt, 9 m", "B2", 1, 21);
    row(sheet, "Turbine oil filter", "C1", 4, 3);
    return workbook;
  }

  private static void row(XSSFSheet sheet, Object... cells) {
    int next = sheet.getPhysicalNumberOfRows();
    XSSFRow row = sheet.createRow(next);
    for (int column = 0; column < cells.length; column++) {
      if (cells[column] instanceof Number number) {
        row.createCell(column).setCellValue(number.doubleValue());
      } else {
        row.createCell(column).setCellValue(cells[column].toString());
      }
    }
  }
}
