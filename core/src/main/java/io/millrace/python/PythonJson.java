package io.millrace.python;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as {@code json.loads} does.
 *
 * @since 0.1
 */
public final class PythonJson {
  private static final int MAX_NUMBER_LENGTH = 4_301; // a sign and 4,300 digits, as in NumberText

  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(Depth.LIMIT)
                          .maxNumberLength(MAX_NUMBER_LENGTH)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(Object.class);

  private PythonJson() {}

  /**
   * Returns the value that {@code text} spells; {@code NaN} and {@code Infinity} are floats, as in
   * Python.
   *
   * @throws ConversionException if it is not one JSON value, or is nested deeper than 1,000 levels;
   *     the message tells the place and never repeats the text
   */
  public static @Nullable Object parse(String text) {
    if (text.isBlank()) {
      throw new ConversionException("Expecting value: the text is empty, but JSON was needed");
    }
    try {
      return READER.readValue(text);
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw new ConversionException(
          "Not JSON: line %d column %d".formatted(at.getLineNr(), at.getColumnNr()), e);
    }
  }
}
