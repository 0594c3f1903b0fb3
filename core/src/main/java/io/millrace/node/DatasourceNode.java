package io.millrace.node;

import io.millrace.datasource.Datasource;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceType;
import io.millrace.datasource.LocalFileDatasource;
import io.millrace.datasource.OnlineDocumentDatasource;
import io.millrace.datasource.OnlineDriveDatasource;
import io.millrace.datasource.WebsiteCrawlDatasource;
import io.millrace.graph.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the run's item from its datasource: the entry node of a pipeline (spec/04 §2, spec/05 §3).
 */
final class DatasourceNode implements NodeExecutor {
  private final DatasourceType type;
  private final String provider;
  private final NodeServices services;

  DatasourceNode(Node node, NodeServices services) {
    Settings settings = Settings.of(node);
    String providerType = settings.string("provider_type");
    try {
      this.type = DatasourceType.of(providerType);
    } catch (IllegalArgumentException e) {
      throw new InvalidNodeException("Unsupported datasource provider: " + providerType, e);
    }
    this.provider = settings.string("provider_name");
    this.services = services;
  }

  @Override
  public NodeResult execute(NodeContext context) {
    DatasourceItem item = context.run().item();
    if (item == null) {
      return NodeResult.failed("Datasource info is not set", "DatasourceNodeError");
    } else if (item.type() != type) {
      return NodeResult.failed(
          "This node reads %s, but the item is of type %s"
              .formatted(type.wireName(), item.type().wireName()),
          "DatasourceNodeError");
    }
    Map<String, @Nullable Object> entry = new LinkedHashMap<>(item.entry());
    Optional<Datasource> datasource = services.datasource(type, provider);
    if (datasource.isEmpty()) {
      return NodeResult.failed(
              "No datasource '%s' of type %s is installed. Add its module to the class path, or its provider to the engine's builder"
                  .formatted(provider, type.wireName()),
              "DatasourceNodeError")
          .withInputs(entry);
    }
    try {
      return NodeResult.succeeded(read(datasource.get(), item))
          .withInputs(entry)
          .withMetadata(Map.of("datasource_info", entry));
    } catch (DatasourceException e) {
      return NodeResult.failed(String.valueOf(e.getMessage()), "DatasourceNodeError")
          .withInputs(entry);
    }
  }

  private Map<String, @Nullable Object> read(Datasource datasource, DatasourceItem item) {
    if (datasource instanceof LocalFileDatasource files
        && item instanceof DatasourceItem.LocalFile file) {
      return withType(Map.of("file", files.resolve(file)));
    } else if (datasource instanceof OnlineDriveDatasource drive
        && item instanceof DatasourceItem.DriveFile file) {
      return withType(Map.of("file", drive.download(file)));
    } else if (datasource instanceof OnlineDocumentDatasource documents
        && item instanceof DatasourceItem.OnlineDocument document) {
      return new LinkedHashMap<>(documents.content(document));
    } else if (datasource instanceof WebsiteCrawlDatasource sites
        && item instanceof DatasourceItem.WebPage page) {
      return withType(page.content() == null ? fetched(sites, page) : page.entry());
    }
    throw DatasourceException.permanent(
        "Provider '%s' says it is of type %s, but opened a %s"
            .formatted(provider, type.wireName(), datasource.getClass().getName()),
        null);
  }

  /** The entry itself, completed by what its page says (a decided deviation from Dify). */
  private static Map<String, Object> fetched(
      WebsiteCrawlDatasource sites, DatasourceItem.WebPage page) {
    WebsiteCrawlDatasource.CrawledPage crawled = sites.fetch(page);
    Map<String, Object> outputs = new LinkedHashMap<>(page.entry());
    outputs.put("source_url", crawled.sourceUrl());
    outputs.putIfAbsent("title", crawled.title());
    outputs.putIfAbsent("description", crawled.description());
    outputs.put("content", crawled.content());
    return outputs;
  }

  private Map<String, @Nullable Object> withType(Map<String, Object> outputs) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(outputs);
    all.put("datasource_type", type.wireName());
    return all;
  }
}
