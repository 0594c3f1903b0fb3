package io.millrace.server.api;

import io.millrace.knowledge.Document;
import io.millrace.knowledge.KnowledgeBase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A document as lists show it (spec/06 §7.2). */
record DocumentView(
    String id,
    int position,
    String dataSourceType,
    Map<String, Object> dataSourceInfo,
    Map<String, Object> dataSourceDetailDict,
    @Nullable String datasetProcessRuleId,
    String name,
    String createdFrom,
    String createdBy,
    long createdAt,
    long tokens,
    String indexingStatus,
    @Nullable String error,
    boolean enabled,
    @Nullable Long disabledAt,
    @Nullable String disabledBy,
    boolean archived,
    String displayStatus,
    long wordCount,
    long hitCount,
    String docForm,
    List<MetadataValue> docMetadata,
    @Nullable String summaryIndexStatus,
    boolean needSummary) {

  /** A metadata field of a document. */
  record MetadataValue(String id, String name, String type, @Nullable Object value) {}

  static DocumentView of(KnowledgeBase base, Document document, Map<String, Object> detail) {
    boolean sent = document.source().info().containsKey(DocumentViews.UPLOAD);
    return new DocumentView(
        document.id(),
        document.position(),
        sent ? "upload_file" : document.source().type(),
        document.source().info(),
        detail,
        null,
        document.name(),
        sent ? "api" : "rag-pipeline",
        Workspaces.owner(DatasetProfile.of(base).workspace()),
        document.createdAt().getEpochSecond(),
        document.tokens(),
        document.status().wireName(),
        document.error(),
        document.enabled(),
        null,
        null,
        document.archived(),
        displayStatus(document),
        document.wordCount(),
        0,
        base.chunkStructure().wireName(),
        metadata(base, document),
        null,
        false);
  }

  /** Returns the word of spec/06 §2. */
  static String displayStatus(Document document) {
    return switch (document.status()) {
      case WAITING -> "queuing";
      case PARSING, CLEANING, SPLITTING, INDEXING -> "indexing";
      case PAUSED -> "paused";
      case ERROR -> "error";
      case COMPLETED ->
          document.archived() ? "archived" : document.enabled() ? "available" : "disabled";
    };
  }

  static List<MetadataValue> metadata(KnowledgeBase base, Document document) {
    DatasetProfile profile = DatasetProfile.of(base);
    List<DatasetProfile.Field> fields = new ArrayList<>(profile.fields());
    if (profile.builtInFields()) {
      fields.addAll(BuiltInFields.ALL);
    }
    return fields.stream()
        .filter(field -> document.metadata().containsKey(field.name()))
        .map(
            field ->
                new MetadataValue(
                    field.id(), field.name(), field.type(), document.metadata().get(field.name())))
        .toList();
  }

  static @Nullable Long seconds(@Nullable Instant at) {
    return at == null ? null : at.getEpochSecond();
  }
}
