package io.millrace.python;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as {@code json.loads} does.
 *
 * @since 0.1
 */
public final class PythonJson {
  private static final int MAX_NUMBER_LENGTH = 4_301; // a sign and 4,300 digits, as in NumberText

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Depth.LIMIT)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private PythonJson() {}

  /**
   * Returns the value that {@code text} spells; {@code NaN} and {@code Infinity} are floats, as in
   * Python.
   *
   * @throws ConversionException if it is not one JSON value, or is nested deeper than 1,000 levels;
   *     the message tells the place and never repeats the text
   */
  public static @Nullable Object parse(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      try {
        JsonToken first = parser.nextToken();
        Object value = first == null ? null : value(parser, first);
        if (first != null && parser.nextToken() == null) {
          return value;
        }
      } catch (IOException e) {
        throw new ConversionException("Not JSON at " + place(parser), e);
      }
      throw new ConversionException("Not one JSON value at " + place(parser));
    } catch (IOException e) {
      throw new ConversionException("Not JSON", e);
    }
  }

  /**
   * Returns the value that begins at a place of a text, whatever follows it.
   *
   * @throws ConversionException if there is none; the message never repeats the text
   */
  public static @Nullable Object parseFirst(char[] text, int from) {
    try (JsonParser parser = FACTORY.createParser(text, from, text.length - from)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new ConversionException("No JSON value");
      }
      return value(parser, first);
    } catch (IOException e) {
      throw new ConversionException("Not JSON", e);
    }
  }

  private static String place(JsonParser parser) {
    var location = parser.currentLocation();
    return "line " + location.getLineNr() + " column " + location.getColumnNr();
  }

  /** Recursion is bounded: the parser refuses what is nested too deep. */
  private static @Nullable Object value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> list(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> PythonNumbers.narrow(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      object.put(name, value(parser, parser.nextToken()));
    }
    return object;
  }

  private static List<@Nullable Object> list(JsonParser parser) throws IOException {
    List<@Nullable Object> list = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      list.add(value(parser, token));
    }
    return list;
  }
}
