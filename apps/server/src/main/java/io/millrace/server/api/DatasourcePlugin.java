package io.millrace.server.api;

import java.util.List;
import java.util.Map;

/** A datasource node of a pipeline and what it takes (spec/01 §5). */
record DatasourcePlugin(
    String nodeId,
    String pluginId,
    String providerName,
    String datasourceType,
    String title,
    List<Map<String, Object>> userInputVariables,
    List<CredentialInfo> credentials) {

  /** A credential by name; its values stay where they are. */
  record CredentialInfo(String id, String name, String type, boolean isDefault) {}
}
