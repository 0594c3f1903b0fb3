package io.millrace.pipeline;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The definition of one input that a run is asked for (spec/03 §4.1).
 *
 * @param belongTo id of a datasource node, or {@code shared}
 * @param variable the name under which a run gives the value
 * @param label shown to people
 * @param type such as {@code text-input}; see {@link VariableTypes#ALL}
 * @param required whether a run without the value (and without a default) is refused
 * @param defaultValue used when a run does not name the variable, or {@code null} for none
 * @param maxLength code points of a text or number of files; {@code null} for no limit
 * @param options what a {@code select} may be; empty for other types
 * @param allowedFileTypes kinds of files, or empty for all
 * @param allowedFileExtensions extensions of files, or empty for all
 * @param allowedUploadMethods how files may come, or empty for all
 * @param definition everything the file says about it, unknown keys included
 * @since 0.1
 */
public record PipelineVariable(
    String belongTo,
    String variable,
    String label,
    String type,
    boolean required,
    @Nullable Object defaultValue,
    @Nullable Long maxLength,
    List<String> options,
    List<String> allowedFileTypes,
    List<String> allowedFileExtensions,
    List<String> allowedUploadMethods,
    Map<String, Object> definition) {

  /** The owner of variables that every start node shares. */
  public static final String SHARED = "shared";

  public PipelineVariable {
    requireNonNull(belongTo, "belongTo");
    requireNonNull(variable, "variable");
    requireNonNull(label, "label");
    requireNonNull(type, "type");
    options = List.copyOf(options);
    allowedFileTypes = List.copyOf(allowedFileTypes);
    allowedFileExtensions = List.copyOf(allowedFileExtensions);
    allowedUploadMethods = List.copyOf(allowedUploadMethods);
    requireNonNull(definition, "definition");
  }

  /** Returns the variable that a pipeline file defines so; missing texts are empty. */
  public static PipelineVariable of(Map<String, ?> definition) {
    Map<String, Object> frozen = Trees.freezeMap(definition);
    return new PipelineVariable(
        Trees.text(frozen.get("belong_to_node_id"), ""),
        Trees.text(frozen.get("variable"), ""),
        Trees.text(frozen.get("label"), ""),
        Trees.text(frozen.get("type"), ""),
        Boolean.TRUE.equals(frozen.get("required")),
        frozen.get("default_value"),
        frozen.get("max_length") instanceof Long length ? length : null,
        Trees.strings(frozen.get("options")),
        Trees.strings(frozen.get("allowed_file_types")),
        either(frozen, "allowed_file_extensions", "allow_file_extension"),
        either(frozen, "allowed_file_upload_methods", "allow_file_upload_methods"),
        frozen);
  }

  /** Starts the definition of a variable that every start node shares. */
  public static PipelineVariableBuilder shared(String type, String variable) {
    return new PipelineVariableBuilder(SHARED, type, variable);
  }

  /** Starts the definition of a variable that belongs to the datasource node {@code nodeId}. */
  public static PipelineVariableBuilder of(String nodeId, String type, String variable) {
    return new PipelineVariableBuilder(nodeId, type, variable);
  }

  /** Older files spell two keys in another way. */
  private static List<String> either(Map<String, Object> definition, String key, String older) {
    List<String> values = Trees.strings(definition.get(key));
    return values.isEmpty() ? Trees.strings(definition.get(older)) : values;
  }
}
