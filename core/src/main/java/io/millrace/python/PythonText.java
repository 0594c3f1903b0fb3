package io.millrace.python;

import io.millrace.file.FileRef;
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
    StringBuilder out = new StringBuilder();
    new JsonWriter(out, false).write(value, 0);
    return out.toString();
  }

  /**
   * Returns what {@code json.dumps(value, ensure_ascii=False, indent=2)} gives.
   *
   * @throws ConversionException if the value is nested deeper than 1,000 levels
   */
  public static String indentedJson(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    new JsonWriter(out, true).write(value, 0);
    return out.toString();
  }
}
