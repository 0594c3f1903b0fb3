package io.millrace.code.graal;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A language that code nodes can be written in. */
enum Language {
  JAVASCRIPT(
      "js",
      "js-community",
      "sandbox.js",
      // A function's head stands before the code.
      2,
      ImmutableMap.<String, String>builder()
          .put("js.console", "true")
          .put("js.graal-builtin", "false")
          .put("js.load", "false")
          .put("js.polyglot-builtin", "false")
          .put("js.print", "false")
          // RegExp.$1 would show one call what another matched.
          .put("js.regexp-static-result", "false")
          .buildOrThrow()),
  PYTHON(
      "python",
      "python-community",
      "sandbox.py",
      0,
      ImmutableMap.of("python.PosixModuleBackend", "java"));

  /** The languages by the {@code code_language} of a node. */
  static final ImmutableMap<String, Language> NAMES =
      ImmutableMap.of("javascript", JAVASCRIPT, "python3", PYTHON);

  private final String id;
  private final String artifact;
  private final String sandbox;
  private final int linesBeforeCode;
  private final ImmutableMap<String, String> options;

  Language(
      String id,
      String artifact,
      String sandbox,
      int linesBeforeCode,
      ImmutableMap<String, String> options) {
    this.id = id;
    this.artifact = artifact;
    this.sandbox = sandbox;
    this.linesBeforeCode = linesBeforeCode;
    this.options = options;
  }

  /** Returns the polyglot engine's name of the language. */
  String id() {
    return id;
  }

  /** Returns the artifact of {@code org.graalvm.polyglot} that has the language. */
  String artifact() {
    return artifact;
  }

  /** Returns what a context needs beyond what every language gets. */
  ImmutableMap<String, String> options() {
    return options;
  }

  /** Returns how many lines the sandbox puts before the first line of the code. */
  int linesBeforeCode() {
    return linesBeforeCode;
  }

  /** Returns the script that walls a context in and runs code inside it. */
  String sandboxScript() {
    try {
      return Resources.toString(
          Resources.getResource(Language.class, sandbox), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
