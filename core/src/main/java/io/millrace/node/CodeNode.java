package io.millrace.node;

import com.google.common.collect.ImmutableMap;
import io.millrace.file.FileRef;
import io.millrace.graph.Node;
import io.millrace.variable.Selector;
import io.millrace.variable.Value;
import io.millrace.variable.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the code of a node and checks what it returns (spec/04 §6.4). */
final class CodeNode implements NodeExecutor {
  private static final ImmutableMap<String, String> LANGUAGES =
      ImmutableMap.of("python3", "python-community", "javascript", "js-community");

  private final String language;
  private final String code;
  private final Map<String, Selector> variables = new LinkedHashMap<>();
  private final ImmutableMap<String, CodeOutput> outputs;
  private final NodeServices services;
  private final CodeOutputs checks;

  CodeNode(Node node, NodeServices services) {
    Settings settings = Settings.of(node);
    this.language = settings.string("code_language");
    if (!LANGUAGES.containsKey(language)) {
      throw new InvalidNodeException(
          "code_language must be one of " + LANGUAGES.keySet() + ", but was " + language);
    }
    this.code = settings.string("code");
    for (Settings variable : settings.requiredObjects("variables")) {
      variables.put(variable.string("variable"), variable.selector("value_selector"));
    }
    this.outputs = CodeOutput.readAll("outputs", settings.raw("outputs"));
    this.services = services;
    this.checks = new CodeOutputs(services.codeLimits());
  }

  @Override
  public NodeResult execute(NodeContext context) {
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
    variables.forEach(
        (name, selector) ->
            inputs.put(name, context.variables().get(selector).map(CodeNode::input).orElse(null)));
    Optional<CodeExecutor> executor = services.codeExecutor(language);
    if (executor.isEmpty()) {
      return NodeResult.failed(notInstalled(), "SandboxCodeExecutionError").withInputs(inputs);
    }
    try {
      Map<String, @Nullable Object> result =
          executor
              .get()
              .execute(
                  new CodeExecutor.Request(code, inputs, context.deadline(), context::cancelled));
      return NodeResult.succeeded(checks.check(result, outputs)).withInputs(inputs);
    } catch (CodeExecutionException e) {
      return failed(e, "SandboxCodeExecutionError", inputs);
    } catch (CodeOutputException e) {
      return failed(e, e.errorType(), inputs);
    }
  }

  private static NodeResult failed(
      Exception failure, String errorType, Map<String, @Nullable Object> inputs) {
    String message = failure.getMessage() == null ? "" : failure.getMessage();
    return NodeResult.failed(message, errorType).withInputs(inputs);
  }

  private String notInstalled() {
    return "Nothing is installed that runs %s. Add io.millrace:millrace-code-graal and org.graalvm.polyglot:%s to the class path"
        .formatted(language, LANGUAGES.get(language));
  }

  /** As in Dify an empty list of files is nothing. */
  private static @Nullable Object input(Value value) {
    boolean noFiles = value.type() == ValueType.ARRAY_FILE && !value.truthy();
    return noFiles ? null : plain(value.raw());
  }

  /** Returns the value with files as objects, as code sees them. */
  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof FileRef file) {
      return file(file);
    } else if (value instanceof List<?> list && list.stream().anyMatch(FileRef.class::isInstance)) {
      List<@Nullable Object> plain = new ArrayList<>(list.size());
      list.forEach(element -> plain.add(plain(element)));
      return plain;
    }
    return value;
  }

  private static Map<String, @Nullable Object> file(FileRef file) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("id", file.id());
    fields.put("type", file.type().wireName());
    fields.put("transfer_method", file.transferMethod().wireName());
    fields.put("remote_url", file.remoteUrl());
    fields.put("related_id", file.relatedId());
    fields.put("filename", file.filename());
    fields.put("extension", file.extension());
    fields.put("mime_type", file.mimeType());
    fields.put("size", file.size());
    fields.put("url", file.remoteUrl());
    return fields;
  }
}
