package io.millrace.cli;

import com.google.common.collect.ImmutableMap;
import io.millrace.PipelineEngine;
import io.millrace.http.EgressGate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Option;

/**
 * What a command may reach, how it signs in there, and how it reads; shared by the commands that
 * fetch.
 */
final class AccessOptions {
  private static final String VARIABLE = "MILLRACE_CREDENTIAL_";

  @Option(
      names = "--allow-private",
      paramLabel = "HOST",
      description =
          "A private host that may be reached, as URLs name it, or a network such as 10.0.0.0/8;"
              + " may be repeated.")
  List<String> privateHosts = new ArrayList<>();

  @Option(
      names = "--credential",
      paramLabel = "KEY=VALUE",
      description =
          "A field of the credential for this run, never stored; may be repeated. @FILE reads the"
              + " value from a file. Fields also come from variables MILLRACE_CREDENTIAL_KEY.")
  Map<String, String> credential = new LinkedHashMap<>();

  @Option(
      names = "--setting",
      paramLabel = "NAME=VALUE",
      description =
          "A setting of the datasources, such as notion.rows=documents or drive.max-files=100; may"
              + " be repeated.")
  Map<String, String> settings = new LinkedHashMap<>();

  void apply(PipelineEngine.Builder builder) throws IOException {
    settings.forEach(builder::datasourceSetting);
    builder.egress(gate()).credentials(new OneCredential(fields(System.getenv())));
  }

  EgressGate gate() {
    EgressGate.Builder gate = EgressGate.builder();
    for (String host : privateHosts) {
      try {
        if (host.contains("/") && !host.contains("://")) {
          gate.allowNetwork(host);
        } else {
          gate.allowHost(host);
        }
      } catch (IllegalArgumentException e) {
        throw new BadInputException("--allow-private: " + e.getMessage());
      }
    }
    return gate.build();
  }

  /** Options win over variables. */
  ImmutableMap<String, String> fields(Map<String, String> environment) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    credentialIn(environment)
        .forEach((field, variable) -> fields.put(field, String.valueOf(environment.get(variable))));
    for (Map.Entry<String, String> option : credential.entrySet()) {
      fields.put(option.getKey(), value(option.getKey(), option.getValue()));
    }
    return ImmutableMap.copyOf(fields);
  }

  /** Returns the fields of a credential that the environment has, with the variable of each. */
  static ImmutableMap<String, String> credentialIn(Map<String, String> environment) {
    return environment.keySet().stream()
        .filter(name -> name.startsWith(VARIABLE) && name.length() > VARIABLE.length())
        .collect(
            ImmutableMap.toImmutableMap(
                name -> name.substring(VARIABLE.length()).toLowerCase(Locale.ROOT),
                Function.identity(),
                (one, other) -> other));
  }

  private static String value(String key, String text) throws IOException {
    if (!text.startsWith("@")) {
      return text;
    }
    Path file = Path.of(text.substring(1));
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          "--credential %s: there is no file '%s' to read its value from".formatted(key, file));
    }
    return Files.readString(file).strip();
  }
}
