package io.millrace;

import com.google.common.collect.ImmutableMap;
import io.millrace.model.ModelId;
import io.millrace.pipeline.Capabilities;
import io.millrace.pipeline.Support;
import io.millrace.tool.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an engine can run, as a degradation report asks it. */
final class EngineCapabilities implements Capabilities {
  /** Node types that walks run themselves. */
  private static final Set<String> STRUCTURAL =
      Set.of("iteration", "iteration-start", "loop", "loop-start", "loop-end");

  /** Node types of Dify that nothing of ours runs, and why. */
  private static final ImmutableMap<String, String> NOT_YET =
      ImmutableMap.of(
          "agent",
          "not supported yet: it needs a strategy plugin; a NodeExecutorProvider can add the type");

  private final Plugins plugins;

  EngineCapabilities(Plugins plugins) {
    this.plugins = plugins;
  }

  @Override
  public Support nodeType(String type) {
    if (NOT_YET.containsKey(type) && !plugins.nodeTypes().containsKey(type)) {
      return Support.notSupported(String.valueOf(NOT_YET.get(type)));
    }
    return STRUCTURAL.contains(type) || plugins.nodeTypes().containsKey(type)
        ? Support.ofNative()
        : Support.notSupported("no installed module runs this node type");
  }

  @Override
  public Support tool(String providerId, String toolName) {
    Optional<Tool> tool = plugins.tool(providerId, toolName);
    if (tool.isEmpty()) {
      return Support.notSupported(
          "no installed module has this tool; a ToolProvider can add it in one class");
    }
    return tool.get().description().standIn()
        ? Support.standIn(tool.get().description().summary())
        : Support.ofNative();
  }

  @Override
  public Support datasource(String providerType, String pluginId, String providerName) {
    return plugins.datasources().containsKey(providerType + "/" + providerName)
        ? Support.ofNative()
        : Support.notSupported("no installed module reads this datasource");
  }

  @Override
  public Support model(String type, String provider, String name) {
    ModelId id = new ModelId(provider, name);
    if (type.equals("llm")) {
      return plugins.chatModels().values().stream().anyMatch(p -> p.chatModel(id).isPresent())
          ? Support.ofNative()
          : Support.notSupported("no provider of chat models serves it; map it to one");
    } else if (type.equals("rerank")) {
      return plugins.rerankModels().values().stream().anyMatch(p -> p.rerankModel(id).isPresent())
          ? Support.ofNative()
          : Support.standIn(
              "nothing serves it: searches keep their own order; map it to a reranking model");
    } else if (!type.equals("text-embedding")) {
      return Support.notSupported("no installed module has models of this kind");
    }
    if (plugins.embeddings().values().stream().anyMatch(p -> p.model(id).isPresent())) {
      return Support.ofNative();
    }
    return plugins.embeddings().values().stream()
        .flatMap(p -> p.substitute().stream())
        .findFirst()
        .map(substitute -> Support.standIn(substitute.id() + " embeds in its place"))
        .orElse(Support.notSupported("no embedding model is installed"));
  }

  List<String> describe() {
    List<String> lines = new ArrayList<>();
    plugins.datasources().forEach((id, plugin) -> lines.add(line("datasource", id, plugin)));
    plugins.nodeTypes().forEach((id, plugin) -> lines.add(line("node", id, plugin)));
    plugins
        .toolProviders()
        .values()
        .forEach(
            provider ->
                provider
                    .tools()
                    .forEach(
                        tool ->
                            lines.add(
                                line(
                                    "tool",
                                    provider.id() + " " + tool.description().name(),
                                    provider))));
    plugins.extractor().ifPresent(plugin -> lines.add(line("extractor", plugin.id(), plugin)));
    plugins.embeddings().forEach((id, plugin) -> lines.add(line("embedding", id, plugin)));
    plugins.chatModels().forEach((id, plugin) -> lines.add(line("chat", id, plugin)));
    plugins.rerankModels().forEach((id, plugin) -> lines.add(line("rerank", id, plugin)));
    plugins.store().ifPresent(plugin -> lines.add(line("knowledge", plugin.id(), plugin)));
    plugins.listeners().forEach(plugin -> lines.add(line("listener", "of all runs", plugin)));
    return lines;
  }

  private static String line(String kind, String id, Object plugin) {
    return "%-11s %s  (%s)".formatted(kind, id, plugin.getClass().getName());
  }
}
