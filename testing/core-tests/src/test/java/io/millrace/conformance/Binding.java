package io.millrace.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which parts of a recorded case we must match. The rules are those that came with the vectors; no
 * case is named.
 */
final class Binding {
  /** Flags of cases whose result hangs on what we decided, or on a library that we do not use. */
  private static final List<String> FREE_FLAGS =
      List.of(
          "non_ascii_delimiter",
          "pandas_inference",
          "encoding_detection",
          "charset_normalizer",
          "pdfium_text_layout",
          "lone_surrogate");

  private static final Pattern RANDOM_ID =
      Pattern.compile("<uuid>|\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b");

  /** Texts that Dify itself writes; all others are Python's or a library's. */
  private static final Pattern OWN_TEXT =
      Stream.of(
              "Aborted: .*",
              "Branch node .* completed without selecting a branch",
              "Root node id .* not found in the graph",
              "Variable .* not found",
              "Variable not found for selector: .*",
              "Variable .* is not an array type, actual type: .*",
              "Invalid actual value type: .*",
              "Invalid expected value type: array",
              "Cannot convert '.*' to number",
              "Sub variable is required",
              "Invalid (key|order key|condition|filter value): .*",
              "Invalid serial index: must be .*",
              "assigned variable not found|input value not found",
              "append mode requires an array variable",
              "(Input type|Operation) .* is not supported for (operation|type) .*",
              "Invalid input value .*",
              "unsupported variable type: .*",
              "Invalid value for loop variable .*",
              "Type mismatch: expected .*",
              "iterator variable .* not found",
              "invalid iterator value: .*, please provide a list\\.",
              "Output .* is missing\\.",
              "Output .* (must be a|is not an?|is not a valid) .*",
              "Output variable .* (is out of range|has too high precision), .*",
              "The (length|element) .* output variable .*",
              "Depth limit \\d+ reached, object too deep\\.",
              "Not all output parameters are validated\\.",
              "Output length exceeds \\d+ characters",
              ".* is required in input form",
              "JSON object for '.*' must be an object")
          .collect(Collectors.collectingAndThen(Collectors.joining("|"), Binding::pattern));

  /** How Python shows an object of Dify's: no text of ours. */
  private static final Pattern PYTHON_OBJECT = Pattern.compile("<SegmentType\\.|<class '");

  private Binding() {}

  private static Pattern pattern(String alternatives) {
    return Pattern.compile(alternatives, Pattern.DOTALL);
  }

  /** Returns the flag that frees the case, if it has one. */
  static Optional<String> freeingFlag(JsonNode vector) {
    return vector
        .path("flags")
        .valueStream()
        .map(JsonNode::asText)
        .filter(flag -> FREE_FLAGS.stream().anyMatch(flag::startsWith))
        .findFirst();
  }

  /** Returns whether a text was recorded that holds an id which differs from run to run. */
  static boolean hasRandomId(JsonNode expected) {
    return RANDOM_ID.matcher(expected.toString()).find();
  }

  /**
   * Returns whether the text of an error binds: Dify's own does, and one that the case itself
   * gives, as a scripted failure does.
   */
  static boolean onText(String error, JsonNode vector) {
    return (OWN_TEXT.matcher(error).matches() && !showsObject(error))
        || (!error.isEmpty() && givenBy(vector, error));
  }

  private static boolean showsObject(String error) {
    return PYTHON_OBJECT.matcher(error).find()
        && !error.startsWith("Output ")
        && !error.contains("actual type: ");
  }

  /** A script is JSON within JSON, so its text may be escaped once more. */
  private static boolean givenBy(JsonNode vector, String error) {
    JsonNode graph = vector.path("graph");
    return graph.findValuesAsText("code").stream().anyMatch(code -> code.contains(error))
        || vector.path("abort").toString().contains(error);
  }

  /** Strict Jinja refuses a name, a key or an index that is not there; ours renders nothing. */
  static boolean onUndefinedName(JsonNode expected) {
    String text = expected.toString();
    return text.contains("is undefined")
        || text.contains(" object' has no attribute ")
        || text.contains(" object has no element ");
  }
}
