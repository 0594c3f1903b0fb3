package io.millrace.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A datasource node in the making (spec/04 §2); each last word adds it.
 *
 * @since 0.1
 */
public final class DatasourceStep {
  private final PipelineBuilder builder;
  private final String id;
  private final Map<String, Object> data = new LinkedHashMap<>();

  DatasourceStep(PipelineBuilder builder, String id) {
    this.builder = builder;
    this.id = id;
    data.put("datasource_configurations", Map.of());
    data.put("datasource_parameters", Map.of());
  }

  /** Sets what events call the node. Default: its id. */
  public DatasourceStep title(String title) {
    data.put("title", title);
    return this;
  }

  /**
   * Sets the parameters of browsing or crawling.
   *
   * @param parameters a text that may begin with a reference, or the list form of a selector
   */
  public DatasourceStep parameters(Map<String, ?> parameters) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    parameters.forEach(
        (name, value) ->
            inputs.put(
                name,
                Map.of("type", value instanceof List ? "variable" : "mixed", "value", value)));
    data.put("datasource_parameters", inputs);
    return this;
  }

  /** Adds a node that takes uploaded files. */
  public PipelineBuilder localFile(String... extensions) {
    data.put("fileExtensions", List.of(extensions));
    return add("local_file", "langgenius/file", "file", "upload-file");
  }

  /** Adds a node that takes pages of an online document service. */
  public PipelineBuilder onlineDocument(String pluginId, String provider, String datasource) {
    return add("online_document", pluginId, provider, datasource);
  }

  /** Adds a node that crawls web sites. */
  public PipelineBuilder websiteCrawl(String pluginId, String provider, String datasource) {
    return add("website_crawl", pluginId, provider, datasource);
  }

  /** Adds a node that takes files of an online drive. */
  public PipelineBuilder onlineDrive(String pluginId, String provider, String datasource) {
    return add("online_drive", pluginId, provider, datasource);
  }

  private PipelineBuilder add(String type, String pluginId, String provider, String datasource) {
    data.put("provider_type", type);
    data.put("plugin_id", pluginId);
    data.put("provider_name", provider);
    data.put("datasource_name", datasource);
    data.put("datasource_label", data.getOrDefault("title", id));
    return builder.node(id, NodeTypes.DATASOURCE, data);
  }
}
