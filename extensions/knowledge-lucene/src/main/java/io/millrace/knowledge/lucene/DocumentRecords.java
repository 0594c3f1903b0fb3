package io.millrace.knowledge.lucene;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.DocumentSource;
import io.millrace.knowledge.DocumentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Documents as Lucene keeps them. */
final class DocumentRecords {
  private DocumentRecords() {}

  /** Returns the term under which a source's identity is found. */
  static String identity(DocumentSource source) {
    return Hashing.sha256().hashString(source.type() + "\0" + source.identity(), UTF_8).toString();
  }

  static boolean isActive(Document document) {
    return document.enabled() && !document.archived();
  }

  static org.apache.lucene.document.Document write(Document document) {
    var fields = new org.apache.lucene.document.Document();
    fields.add(new StringField(Fields.ID, document.id(), Store.NO));
    fields.add(new StringField(Fields.DOCUMENT, document.id(), Store.NO));
    fields.add(new StringField(Fields.KIND, Fields.DOCUMENT_KIND, Store.NO));
    fields.add(new StringField(Fields.IDENTITY, identity(document.source()), Store.NO));
    fields.add(new StringField(Fields.BATCH, document.batch(), Store.NO));
    fields.add(new StringField(Fields.STATUS, document.status().wireName(), Store.NO));
    fields.add(new StringField(Fields.AT, Integer.toString(document.position()), Store.NO));
    fields.add(new NumericDocValuesField(Fields.POSITION, document.position()));
    fields.add(new NumericDocValuesField(Fields.ACTIVE, isActive(document) ? 1 : 0));
    String name = document.name().toLowerCase(Locale.ROOT);
    fields.add(new BinaryDocValuesField(Fields.NAME, new BytesRef(name)));
    if (!document.metadata().isEmpty()) {
      fields.add(
          new BinaryDocValuesField(Fields.METADATA, new BytesRef(Json.write(document.metadata()))));
    }
    fields.add(new StoredField(Fields.JSON, json(document)));
    fields.add(IndexedText.none());
    return fields;
  }

  private static byte[] json(Document document) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("id", document.id());
    map.put("position", document.position());
    map.put("source_type", document.source().type());
    map.put("source_identity", document.source().identity());
    map.put("source_info", document.source().info());
    map.put("batch", document.batch());
    map.put("name", document.name());
    map.put("status", document.status().name());
    map.put("error", document.error());
    map.put("enabled", document.enabled());
    map.put("archived", document.archived());
    map.put("word_count", document.wordCount());
    map.put("tokens", document.tokens());
    map.put("segment_count", document.segmentCount());
    map.put("created_at", document.createdAt().toString());
    Instant completedAt = document.completedAt();
    map.put("completed_at", completedAt == null ? null : completedAt.toString());
    Duration latency = document.indexingLatency();
    map.put("indexing_latency", latency == null ? null : latency.toString());
    map.put("metadata", document.metadata());
    return Json.write(map);
  }

  static Document read(String knowledgeBaseId, BytesRef json) {
    Map<String, Object> map = Json.read(json.bytes, json.offset, json.length);
    String completedAt = Json.textOrNull(map, "completed_at");
    String latency = Json.textOrNull(map, "indexing_latency");
    return new Document(
        Json.text(map, "id"),
        knowledgeBaseId,
        Math.toIntExact(Json.number(map, "position")),
        new DocumentSource(
            Json.text(map, "source_type"),
            Json.text(map, "source_identity"),
            Json.object(map, "source_info")),
        Json.text(map, "batch"),
        Json.text(map, "name"),
        DocumentStatus.valueOf(Json.text(map, "status")),
        Json.textOrNull(map, "error"),
        Boolean.TRUE.equals(map.get("enabled")),
        Boolean.TRUE.equals(map.get("archived")),
        Json.number(map, "word_count"),
        Json.number(map, "tokens"),
        Math.toIntExact(Json.number(map, "segment_count")),
        Instant.parse(Json.text(map, "created_at")),
        completedAt == null ? null : Instant.parse(completedAt),
        latency == null ? null : Duration.parse(latency),
        Json.object(map, "metadata"));
  }
}
