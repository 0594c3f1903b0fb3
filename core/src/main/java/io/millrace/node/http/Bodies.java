package io.millrace.node.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.net.UrlEscapers;
import io.millrace.file.FileRef;
import io.millrace.http.HttpBody;
import io.millrace.variable.Template;
import io.millrace.variable.Value;
import io.millrace.variable.VariablePool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes bodies out of what a node spells. */
final class Bodies {
  private static final JsonMapper LENIENT =
      JsonMapper.builder()
          .enable(
              JsonReadFeature.ALLOW_SINGLE_QUOTES,
              JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES,
              JsonReadFeature.ALLOW_TRAILING_COMMA,
              JsonReadFeature.ALLOW_JAVA_COMMENTS,
              JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
              JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final BodySettings settings;
  private final VariablePool variables;
  private final FileContents files;

  /**
   * Makes bodies.
   *
   * @param files opens the files that bodies hold
   */
  Bodies(BodySettings settings, VariablePool variables, FileContents files) {
    this.settings = settings;
    this.variables = variables;
    this.files = files;
  }

  /**
   * Returns the body.
   *
   * @param contentType of a header that the node sets, or {@code null}
   * @throws RequestException if it cannot be made
   */
  RequestBody make(@Nullable String contentType) {
    String type = contentType == null ? settings.type().contentType() : null;
    return switch (settings.type()) {
      case NONE -> RequestBody.NONE;
      case RAW_TEXT -> {
        Rendered text = Rendered.of(settings.only().value(), variables);
        yield new RequestBody(HttpBody.of(type, text.text()), text.shown());
      }
      case JSON -> json(settings.only().value(), type);
      case BINARY -> binary(settings.only(), contentType);
      case URLENCODED -> urlencoded(type);
      case FORM_DATA -> new FormData(settings, variables, files).make();
    };
  }

  /** JSON is mended where it can be; values that break it are escaped. */
  private RequestBody json(String template, @Nullable String type) {
    Rendered text = Rendered.of(template, variables);
    JsonNode parsed = parsed(text.text());
    if (parsed == null) {
      parsed = parsed(escaped(template));
    }
    if (parsed == null) {
      throw new RequestException("RequestBodyError", "Failed to parse JSON: " + text.shown());
    }
    return new RequestBody(HttpBody.of(type, parsed.toString()), text.shown());
  }

  private static @Nullable JsonNode parsed(String text) {
    try {
      JsonNode node = LENIENT.readTree(text);
      return node == null || node.isMissingNode() ? null : node;
    } catch (JsonProcessingException notJson) {
      return null;
    }
  }

  /** The template with its values spelled as they must be between quotes. */
  private String escaped(String template) {
    Template parsed = Template.parse(template);
    int references = 0;
    StringBuilder text = new StringBuilder();
    List<String> spelled = parsed.references().stream().map(one -> one.dotted()).toList();
    int at = 0;
    for (Value value : parsed.values(variables)) {
      String reference =
          references < spelled.size() ? "{{#" + spelled.get(references) + "#}}" : null;
      if (reference != null && template.startsWith(reference, at)) {
        String quoted = new com.fasterxml.jackson.databind.node.TextNode(value.text()).toString();
        text.append(quoted, 1, quoted.length() - 1);
        at += reference.length();
        references++;
      } else {
        int next = reference == null ? -1 : template.indexOf(reference, at);
        int end = next < 0 ? template.length() : next;
        text.append(template, at, end);
        at = end;
      }
    }
    return text.toString();
  }

  private RequestBody urlencoded(@Nullable String type) {
    Map<String, String> sent = new LinkedHashMap<>();
    Map<String, String> shown = new LinkedHashMap<>();
    for (BodySettings.Item item : settings.items()) {
      Rendered key = Rendered.of(item.key(), variables);
      Rendered value = Rendered.of(item.value(), variables);
      sent.put(key.text(), value.text());
      shown.put(key.shown(), value.shown());
    }
    return new RequestBody(HttpBody.of(type, encoded(sent)), encoded(shown));
  }

  private static String encoded(Map<String, String> pairs) {
    var escaper = UrlEscapers.urlFormParameterEscaper();
    return pairs.entrySet().stream()
        .map(pair -> escaper.escape(pair.getKey()) + "=" + escaper.escape(pair.getValue()))
        .collect(Collectors.joining("&"));
  }

  private RequestBody binary(BodySettings.Item item, @Nullable String contentType) {
    Value value = variables.find(item.file()).orElse(Value.NONE);
    if (!(value.raw() instanceof FileRef file)) {
      throw new RequestException(
          "FileFetchError", "cannot fetch file with selector " + pythonList(item.file()));
    }
    return new RequestBody(
        files.body(file, contentType == null ? file.mimeType() : null),
        "<binary_content: size=" + file.size() + " bytes>");
  }

  private static String pythonList(List<String> path) {
    return path.stream().collect(Collectors.joining("', '", "['", "']")).replace("['']", "[]");
  }
}
