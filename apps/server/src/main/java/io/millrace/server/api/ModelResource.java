package io.millrace.server.api;

import static io.millrace.server.http.Route.get;

import io.millrace.PipelineEngine;
import io.millrace.model.ModelId;
import io.millrace.server.http.Answer;
import io.millrace.server.http.Call;
import io.millrace.server.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Models that this server has. */
public final class ModelResource {
  private final PipelineEngine engine;

  /** Makes the resource. */
  public ModelResource(PipelineEngine engine) {
    this.engine = engine;
  }

  record Model(
      String model,
      Map<String, String> label,
      String modelType,
      @Nullable Object features,
      String fetchFrom,
      Map<String, Object> modelProperties,
      String status,
      boolean deprecated,
      boolean loadBalancingEnabled,
      boolean hasInvalidLoadBalancingConfigs) {}

  record Provider(
      String provider,
      Map<String, String> label,
      @Nullable Object iconSmall,
      @Nullable Object iconSmallDark,
      String status,
      List<Model> models,
      String tenantId) {}

  record Models(List<Provider> data) {}

  /** Returns what it serves. */
  public List<Route> routes() {
    return List.of(
        get("/v1/workspaces/current/models/model-types/{model_type}")
            .does("listModels", "List the models of one kind that are installed")
            .answers(200, Models.class)
            .by(this::list));
  }

  private Answer list(Call call) {
    String type = call.path("model_type");
    Map<String, List<Model>> byProvider = new TreeMap<>();
    if (type.equals("text-embedding")) {
      for (ModelId id : engine.embeddingModels()) {
        byProvider
            .computeIfAbsent(id.provider(), provider -> new ArrayList<>())
            .add(model(id.name(), type));
      }
    }
    String tenant = Workspaces.owner(call.caller().workspace());
    return Answer.ok(
        new Models(
            byProvider.entrySet().stream()
                .map(
                    entry ->
                        new Provider(
                            entry.getKey(),
                            label(entry.getKey()),
                            null,
                            null,
                            "active",
                            entry.getValue(),
                            tenant))
                .toList()));
  }

  private static Model model(String name, String type) {
    return new Model(
        name, label(name), type, null, "predefined-model", Map.of(), "active", false, false, false);
  }

  private static Map<String, String> label(String name) {
    return Map.of("en_US", name, "zh_Hans", name);
  }
}
