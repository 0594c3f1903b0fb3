package io.millrace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code sys} variables of a run (spec/03 §6); null ones are left out. */
final class SystemVariables {
  private SystemVariables() {}

  /**
   * Returns the variables, without {@code sys.}, in the order that events show them.
   *
   * @param item the item of a walk, or {@code null} for what a run of several has in common
   */
  static Map<String, @Nullable Object> of(RunSetup setup, @Nullable RunItem item) {
    Map<String, @Nullable Object> variables = new LinkedHashMap<>();
    variables.put("files", List.of());
    variables.put("user_id", setup.user());
    variables.put("app_id", setup.pipelineId());
    variables.put("workflow_id", setup.workflowId());
    variables.put("workflow_run_id", setup.runId());
    if (item != null && item.documentId() != null) {
      variables.put("document_id", item.documentId());
    }
    variables.put("batch", setup.batch());
    if (setup.base() != null) {
      variables.put("dataset_id", setup.base().id());
    }
    variables.put("datasource_type", setup.datasourceType().wireName());
    if (item != null) {
      variables.put("datasource_info", item.item().entry());
    }
    variables.put("invoke_from", setup.published() ? "published" : "debugger");
    return variables;
  }
}
