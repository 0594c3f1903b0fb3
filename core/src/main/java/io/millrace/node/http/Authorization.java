package io.millrace.node.http;

import com.google.common.net.HttpHeaders;
import io.millrace.node.InvalidNodeException;
import io.millrace.node.Settings;
import io.millrace.variable.Template;
import io.millrace.variable.VariablePool;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The key that a request carries.
 *
 * @param header where it stands
 * @param key or {@code null} for a request without one
 */
record Authorization(Kind kind, String header, @Nullable Template key) {

  /** How the key is written. */
  enum Kind {
    BASIC,
    BEARER,
    CUSTOM
  }

  private static final Map<String, Kind> KINDS =
      Map.of("basic", Kind.BASIC, "bearer", Kind.BEARER, "custom", Kind.CUSTOM);

  static Authorization read(Settings settings) {
    Settings authorization = settings.object("authorization");
    String type = authorization.string("type", "no-auth");
    if (type.equals("no-auth")) {
      return new Authorization(Kind.CUSTOM, HttpHeaders.AUTHORIZATION, null);
    } else if (!type.equals("api-key")) {
      throw new InvalidNodeException(
          "authorization.type must be no-auth or api-key, but was '" + type + "'");
    }
    Settings config = authorization.requiredObject("config");
    String header = config.string("header", "");
    return new Authorization(
        config.choice("type", KINDS),
        header.isEmpty() ? HttpHeaders.AUTHORIZATION : header,
        Template.parse(config.string("api_key", "")));
  }

  /**
   * Returns the value of the header, or {@code null} for none.
   *
   * @throws RequestException if the key is empty
   */
  @Nullable String value(VariablePool variables) {
    if (key == null) {
      return null;
    }
    String text = key.text(variables);
    if (text.isBlank()) {
      throw new RequestException(
          "AuthorizationConfigError",
          "API key is required for authorization but was empty. Please provide a valid API key.");
    }
    return switch (kind) {
      case BEARER -> "Bearer " + text;
      case BASIC -> "Basic " + (text.contains(":") ? base64(text) : text);
      case CUSTOM -> text;
    };
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Leaves out the key. */
  @Override
  public String toString() {
    return "Authorization[" + kind + " in " + header + "]";
  }
}
