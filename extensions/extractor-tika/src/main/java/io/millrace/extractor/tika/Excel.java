package io.millrace.extractor.tika;

import io.millrace.extractor.ExtractionException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Opens a workbook by its content: the extension is often the wrong one of the two. */
final class Excel {
  private Excel() {}

  /** Gives each sheet to {@code sheets}; the extension is without its dot, or empty. */
  static void read(Input input, String extension, Consumer<Sheet> sheets) throws IOException {
    Path path = input.path();
    if (Office.isOle(path) && !extension.equals("xlsx")) {
      XlsReader.read(path, sheets);
    } else if (Office.isZip(path) || !extension.equals("xls")) {
      XlsxReader.read(Office.zipped(input, ".xlsx", ".xls"), sheets);
    } else if (input.isEmpty()) {
      throw Flaw.of(Reason.EMPTY, "is empty");
    } else {
      throw Flaw.of(Reason.MALFORMED, "is not a valid .xls file");
    }
  }

  /** Returns an extension without its dot. */
  static String bare(@Nullable String extension) {
    return extension == null ? "" : extension.strip().replaceFirst("^\\.", "");
  }
}
