package io.millrace.python;

import io.millrace.file.FileRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Prints plain values as Python prints them.
 *
 * <p>All methods are linear in the size of the value.
 *
 * @since 0.1
 */
public final class PythonText {
  private PythonText() {}

  /**
   * Returns what {@code str(value)} gives: a string as it is, {@code True}, {@code None}, {@code
   * [1, 'a']}.
   *
   * @throws ConversionException if the value is nested deeper than 1,000 levels
   */
  public static String str(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    } else if (value instanceof FileRef file) {
      return FileText.fields(file, " ");
    }
    return repr(value);
  }

  /**
   * Returns what {@code repr(value)} gives: as {@link #str}, but strings in quotes.
   *
   * @throws ConversionException if the value is nested deeper than 1,000 levels
   */
  public static String repr(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    new ReprWriter(out).write(value, 0);
    return out.toString();
  }

  /**
   * Returns what {@code json.dumps(value, ensure_ascii=False)} gives: one line, {@code ", "} and
   * {@code ": "} between members, non-ASCII characters kept.
   *
   * @throws ConversionException if the value is nested deeper than 1,000 levels
   */
  public static String json(@Nullable Object value) {
    return json(value, false);
  }

  /**
   * Returns what {@code json.dumps(value, ensure_ascii=False, indent=2)} gives.
   *
   * @throws ConversionException if the value is nested deeper than 1,000 levels
   */
  public static String indentedJson(@Nullable Object value) {
    return json(value, true);
  }

  private static String json(@Nullable Object value, boolean indented) {
    StringBuilder out = new StringBuilder();
    try {
      new JsonWriter(out, indented).write(value, 0);
    } catch (IOException e) {
      throw new UncheckedIOException("A text in memory does not fail", e);
    }
    return out.toString();
  }

  /**
   * Writes what {@link #indentedJson(Object)} returns, as far as {@code out} takes it.
   *
   * @throws ConversionException if the value is nested deeper than 1,000 levels
   * @throws IOException if {@code out} throws it
   */
  public static void indentedJson(@Nullable Object value, Appendable out) throws IOException {
    new JsonWriter(out, true).write(value, 0);
  }
}
