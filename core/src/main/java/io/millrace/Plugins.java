package io.millrace;

import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.PageRenderer;
import io.millrace.error.MillraceException;
import io.millrace.event.PipelineListener;
import io.millrace.extractor.DocumentExtractor;
import io.millrace.http.HttpTransportProvider;
import io.millrace.knowledge.KnowledgeStoreProvider;
import io.millrace.model.ChatModelProvider;
import io.millrace.model.EmbeddingModelProvider;
import io.millrace.model.RerankModelProvider;
import io.millrace.node.CodeExecutorProvider;
import io.millrace.node.NodeExecutorProvider;
import io.millrace.node.TemplateRenderer;
import io.millrace.tool.Tool;
import io.millrace.tool.ToolProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;

/** What an engine can use, by id; two plugins that claim one id stop its build. */
final class Plugins {
  private final Map<String, DatasourceProvider> datasources = new LinkedHashMap<>();
  private final Map<String, NodeExecutorProvider> nodeTypes = new LinkedHashMap<>();
  private final Map<String, Tool> tools = new LinkedHashMap<>();
  private final Map<String, CodeExecutorProvider> codeLanguages = new LinkedHashMap<>();
  private final Map<String, ToolProvider> toolProviders = new LinkedHashMap<>();
  private final Map<String, DocumentExtractor> extractors = new LinkedHashMap<>();
  private final Map<String, PageRenderer> renderers = new LinkedHashMap<>();
  private final Map<String, EmbeddingModelProvider> embeddings = new LinkedHashMap<>();
  private final Map<String, ChatModelProvider> chatModels = new LinkedHashMap<>();
  private final Map<String, RerankModelProvider> rerankModels = new LinkedHashMap<>();
  private final Map<String, TemplateRenderer> templateRenderers = new LinkedHashMap<>();
  private final Map<String, KnowledgeStoreProvider> stores = new LinkedHashMap<>();
  private final Map<String, HttpTransportProvider> transports = new LinkedHashMap<>();
  private final List<PipelineListener> listeners = new ArrayList<>();

  void discover(ClassLoader loader) {
    load(DatasourceProvider.class, loader).forEach(this::add);
    load(NodeExecutorProvider.class, loader).forEach(this::add);
    load(CodeExecutorProvider.class, loader).forEach(this::add);
    load(ToolProvider.class, loader).forEach(this::add);
    load(DocumentExtractor.class, loader).forEach(this::add);
    load(PageRenderer.class, loader).forEach(this::add);
    load(EmbeddingModelProvider.class, loader).forEach(this::add);
    load(ChatModelProvider.class, loader).forEach(this::add);
    load(RerankModelProvider.class, loader).forEach(this::add);
    load(TemplateRenderer.class, loader).forEach(this::add);
    load(KnowledgeStoreProvider.class, loader).forEach(this::add);
    load(HttpTransportProvider.class, loader).forEach(this::add);
    listeners.addAll(load(PipelineListener.class, loader));
  }

  private static <T> List<T> load(Class<T> type, ClassLoader loader) {
    try {
      List<T> found = new ArrayList<>();
      ServiceLoader.load(type, loader).forEach(found::add);
      return found;
    } catch (ServiceConfigurationError e) {
      throw new MillraceException(
          "A plugin of type "
              + type.getSimpleName()
              + " cannot be loaded: "
              + e.getMessage()
              + ". Remove its module from the class path, or mend it",
          e);
    }
  }

  void add(DatasourceProvider provider) {
    claim("Datasource", provider.type().wireName() + "/" + provider.id(), provider, datasources);
    for (String alias : provider.aliases()) {
      claim("Datasource", provider.type().wireName() + "/" + alias, provider, datasources);
    }
  }

  void add(NodeExecutorProvider provider) {
    provider.types().forEach(type -> claim("Node type", type, provider, nodeTypes));
  }

  void add(CodeExecutorProvider provider) {
    provider
        .languages()
        .forEach(language -> claim("Code language", language, provider, codeLanguages));
  }

  void add(ToolProvider provider) {
    claim("Tool provider", provider.id(), provider, toolProviders);
    for (Tool tool : provider.tools()) {
      claim("Tool", provider.id() + "#" + tool.description().name(), tool, tools);
    }
  }

  void add(DocumentExtractor extractor) {
    claim("Document extractor", extractor.id(), extractor, extractors);
  }

  void add(PageRenderer renderer) {
    claim("Page renderer", renderer.id(), renderer, renderers);
  }

  void add(EmbeddingModelProvider provider) {
    claim("Embedding model provider", provider.id(), provider, embeddings);
  }

  void add(ChatModelProvider provider) {
    claim("Chat model provider", provider.id(), provider, chatModels);
  }

  void add(RerankModelProvider provider) {
    claim("Reranking model provider", provider.id(), provider, rerankModels);
  }

  void add(TemplateRenderer renderer) {
    claim("Template renderer", renderer.id(), renderer, templateRenderers);
  }

  void add(KnowledgeStoreProvider provider) {
    claim("Knowledge store provider", provider.id(), provider, stores);
  }

  void add(HttpTransportProvider provider) {
    claim("HTTP transport", provider.id(), provider, transports);
  }

  private static <T> void claim(String what, String id, T plugin, Map<String, T> byId) {
    T other = byId.putIfAbsent(id, plugin);
    if (other != null && other != plugin) {
      throw new MillraceException(
          "%s '%s' is claimed by %s and %s. Remove one of their modules."
              .formatted(what, id, other.getClass().getName(), plugin.getClass().getName()));
    }
  }

  /** Returns every plugin, whatever it offers. */
  List<Object> all() {
    List<Object> all = new ArrayList<>();
    List.of(
            datasources,
            nodeTypes,
            tools,
            codeLanguages,
            toolProviders,
            extractors,
            embeddings,
            chatModels,
            rerankModels,
            renderers,
            templateRenderers,
            stores,
            transports)
        .forEach(byId -> all.addAll(byId.values()));
    all.addAll(listeners);
    return all;
  }

  Map<String, DatasourceProvider> datasources() {
    return datasources;
  }

  Map<String, NodeExecutorProvider> nodeTypes() {
    return nodeTypes;
  }

  Map<String, CodeExecutorProvider> codeLanguages() {
    return codeLanguages;
  }

  Map<String, ToolProvider> toolProviders() {
    return toolProviders;
  }

  Optional<Tool> tool(String providerId, String name) {
    return Optional.ofNullable(tools.get(providerId + "#" + name));
  }

  Optional<DocumentExtractor> extractor() {
    return only("document extractor", extractors, DocumentExtractor::id);
  }

  Optional<PageRenderer> renderer() {
    return only("page renderer", renderers, PageRenderer::id);
  }

  Map<String, EmbeddingModelProvider> embeddings() {
    return embeddings;
  }

  Map<String, ChatModelProvider> chatModels() {
    return chatModels;
  }

  Map<String, RerankModelProvider> rerankModels() {
    return rerankModels;
  }

  Optional<TemplateRenderer> templateRenderer() {
    return only("template renderer", templateRenderers, TemplateRenderer::id);
  }

  Optional<KnowledgeStoreProvider> store() {
    return only("knowledge store", stores, KnowledgeStoreProvider::id);
  }

  Optional<HttpTransportProvider> transport() {
    return only("HTTP transport", transports, HttpTransportProvider::id);
  }

  List<PipelineListener> listeners() {
    return listeners;
  }

  private static <T> Optional<T> only(String what, Map<String, T> byId, Function<T, String> id) {
    if (byId.size() > 1) {
      throw new MillraceException(
          "Several modules offer a %s: %s. Keep one on the class path, or pass it to the engine's builder"
              .formatted(what, byId.values().stream().map(id).toList()));
    }
    return byId.values().stream().findFirst();
  }
}
