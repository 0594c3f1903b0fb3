package io.millrace.cli;

import com.google.common.base.Splitter;
import io.millrace.server.MillraceServer;
import io.millrace.server.PublishedAnswer;
import io.millrace.server.api.UploadLimits;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What a server is started with, and where each value came from. */
final class ServeConfig {
  private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();
  private static final long MB = 1L << 20;

  /** Begins the names of a credential's fields, whose values are never shown. */
  static final String CREDENTIAL = "credential.";

  /** Begins the names of the datasources' settings. */
  static final String SETTING = "setting.";

  static {
    DEFAULTS.put("port", "8080");
    DEFAULTS.put("host", "127.0.0.1");
    DEFAULTS.put("store", ".millrace");
    DEFAULTS.put("pipeline", "");
    DEFAULTS.put("allow-files", "");
    DEFAULTS.put("allow-private", "");
    DEFAULTS.put("models", "");
    DEFAULTS.put("parallel", "4");
    DEFAULTS.put("max-body-mb", "20");
    DEFAULTS.put("max-upload-mb", "15");
    DEFAULTS.put("max-calls-per-key", "4096");
    DEFAULTS.put("published-answer", "run");
    DEFAULTS.put("public-url", "");
    DEFAULTS.put("grace", "30");
  }

  private record Setting(String value, String origin) {}

  private final Map<String, Setting> settings = new LinkedHashMap<>();

  private ServeConfig() {
    DEFAULTS.forEach((name, value) -> settings.put(name, new Setting(value, "default")));
  }

  /**
   * Reads a file of {@code name = value} lines and variables named {@code MILLRACE_…}.
   *
   * @throws BadInputException if the file is not there, or has a name that is not known
   */
  static ServeConfig read(@Nullable Path file, Map<String, String> environment) throws IOException {
    ServeConfig config = new ServeConfig();
    if (file != null) {
      config.addFile(file);
    }
    for (String name : DEFAULTS.keySet()) {
      String variable = "MILLRACE_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
      String value = environment.get(variable);
      if (value != null && !value.isEmpty()) {
        config.settings.put(name, new Setting(value, variable));
      }
    }
    AccessOptions.credentialIn(environment)
        .forEach(
            (field, variable) ->
                config.settings.put(
                    CREDENTIAL + field,
                    new Setting(String.valueOf(environment.get(variable)), variable)));
    return config;
  }

  private void addFile(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException("No configuration file '%s'".formatted(file));
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          "The configuration file '%s' is not well-formed: %s".formatted(file, e.getMessage()));
    }
    for (String name : properties.stringPropertyNames()) {
      if (!DEFAULTS.containsKey(name)
          && !name.startsWith(CREDENTIAL)
          && !name.startsWith(SETTING)) {
        throw new BadInputException(
            "The configuration file '%s' has '%s', which is not known. Known: %s, %sFIELD, %sNAME"
                .formatted(file, name, DEFAULTS.keySet(), CREDENTIAL, SETTING));
      }
      settings.put(name, new Setting(properties.getProperty(name).strip(), String.valueOf(file)));
    }
  }

  /** Sets what the command line says, if it says something. */
  ServeConfig with(String name, @Nullable String value) {
    if (value != null) {
      settings.put(name, new Setting(value, "command line"));
    }
    return this;
  }

  ServeConfig with(String name, List<String> values) {
    return values.isEmpty() ? this : with(name, String.join(",", values));
  }

  /** Sets several, whose names all begin alike. */
  ServeConfig with(String prefix, Map<String, String> values) {
    values.forEach((name, value) -> with(prefix + name, value));
    return this;
  }

  /** Returns those whose names begin alike, without that beginning. */
  Map<String, String> group(String prefix) {
    Map<String, String> group = new LinkedHashMap<>();
    settings.forEach(
        (name, setting) -> {
          if (name.startsWith(prefix)) {
            group.put(name.substring(prefix.length()), setting.value());
          }
        });
    return group;
  }

  String text(String name) {
    Setting setting = settings.get(name);
    return setting == null ? "" : setting.value();
  }

  List<String> list(String name) {
    return Splitter.on(',').trimResults().omitEmptyStrings().splitToList(text(name));
  }

  /**
   * @throws BadInputException if it is not a whole number from 0
   */
  int number(String name) {
    try {
      int number = Integer.parseInt(text(name));
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new BadInputException(
        "%s must be a whole number, but is '%s'".formatted(name, text(name)));
  }

  MillraceServer.Builder apply(MillraceServer.Builder builder) {
    UploadLimits limits = UploadLimits.DEFAULT;
    try {
      return builder
          .port(number("port"))
          .host(text("host"))
          .directory(Path.of(text("store")))
          .maxBodyBytes(number("max-body-mb") * MB)
          .maxCallsPerKey(number("max-calls-per-key"))
          .publishedAnswer(publishedAnswer())
          .publicUrl(text("public-url").isEmpty() ? null : text("public-url"))
          .uploads(
              new UploadLimits(
                  number("max-upload-mb") * MB,
                  limits.imageBytes(),
                  limits.audioBytes(),
                  limits.videoBytes(),
                  limits.refusedExtensions()));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(String.valueOf(e.getMessage()));
    }
  }

  private PublishedAnswer publishedAnswer() {
    String text = text("published-answer");
    return switch (text) {
      case "run" -> PublishedAnswer.RUN;
      case "batch" -> PublishedAnswer.BATCH;
      default ->
          throw new BadInputException(
              "published-answer must be run or batch, but is '%s'".formatted(text));
    };
  }

  /** Prints every value and where it came from; of a credential, only that it is there. */
  void print(PrintWriter out) {
    settings.forEach(
        (name, setting) ->
            out.printf(
                "%-18s %-30s # %s%n",
                name,
                name.startsWith(CREDENTIAL) ? "********" : setting.value(),
                setting.origin()));
  }
}
