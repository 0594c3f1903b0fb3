package io.millrace.server.api;

import io.millrace.knowledge.KnowledgeBase;
import io.millrace.server.key.ApiKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server keeps beside a knowledge base, in {@link KnowledgeBase#attributes}.
 *
 * @param workspace whose keys may use it
 * @param apiEnabled whether the API serves it at all
 * @param permission {@code only_me}, {@code all_team_members} or {@code partial_members}
 * @param builtInFields whether documents get the built-in metadata fields
 * @param fields its metadata fields
 * @param tags ids of its tags
 * @param retrieval the settings of searches as they were sent, or {@code null}
 * @param undecided whether it was made without saying how it is indexed: its first document, or its
 *     pipeline, decides
 */
record DatasetProfile(
    String workspace,
    boolean apiEnabled,
    String permission,
    boolean builtInFields,
    List<Field> fields,
    List<String> tags,
    @Nullable Map<String, Object> retrieval,
    boolean undecided) {

  /**
   * A metadata field.
   *
   * @param type {@code string}, {@code number} or {@code time}
   */
  record Field(String id, String name, String type) {}

  DatasetProfile {
    fields = List.copyOf(fields);
    tags = List.copyOf(tags);
  }

  static DatasetProfile of(KnowledgeBase base) {
    Map<String, Object> map = base.attributes();
    return new DatasetProfile(
        text(map, "workspace", ApiKeys.DEFAULT_WORKSPACE),
        !Boolean.FALSE.equals(map.get("enable_api")),
        text(map, "permission", "only_me"),
        Boolean.TRUE.equals(map.get("built_in_field_enabled")),
        fields(map.get("metadata_fields")),
        texts(map.get("tags")),
        object(map.get("retrieval_model")),
        Boolean.TRUE.equals(map.get("undecided")));
  }

  static DatasetProfile in(String workspace) {
    return new DatasetProfile(workspace, true, "only_me", false, List.of(), List.of(), null, false);
  }

  /** Returns the knowledge base with this kept beside it. */
  KnowledgeBase appliedTo(KnowledgeBase base) {
    Map<String, Object> map = new LinkedHashMap<>(base.attributes());
    map.put("workspace", workspace);
    map.put("enable_api", apiEnabled);
    map.put("permission", permission);
    map.put("built_in_field_enabled", builtInFields);
    List<Map<String, Object>> list = new ArrayList<>();
    fields.forEach(
        field -> list.add(Map.of("id", field.id(), "name", field.name(), "type", field.type())));
    map.put("metadata_fields", list);
    map.put("tags", tags);
    if (retrieval == null) {
      map.remove("retrieval_model");
    } else {
      map.put("retrieval_model", retrieval);
    }
    if (undecided) {
      map.put("undecided", true);
    } else {
      map.remove("undecided");
    }
    return base.withAttributes(map);
  }

  DatasetProfile withApi(boolean enabled) {
    return new DatasetProfile(
        workspace, enabled, permission, builtInFields, fields, tags, retrieval, undecided);
  }

  DatasetProfile withPermission(String other) {
    return new DatasetProfile(
        workspace, apiEnabled, other, builtInFields, fields, tags, retrieval, undecided);
  }

  DatasetProfile withBuiltInFields(boolean on) {
    return new DatasetProfile(
        workspace, apiEnabled, permission, on, fields, tags, retrieval, undecided);
  }

  DatasetProfile withFields(List<Field> others) {
    return new DatasetProfile(
        workspace, apiEnabled, permission, builtInFields, others, tags, retrieval, undecided);
  }

  DatasetProfile withTags(List<String> others) {
    return new DatasetProfile(
        workspace, apiEnabled, permission, builtInFields, fields, others, retrieval, undecided);
  }

  DatasetProfile withRetrieval(@Nullable Map<String, Object> other) {
    return new DatasetProfile(
        workspace, apiEnabled, permission, builtInFields, fields, tags, other, undecided);
  }

  DatasetProfile withUndecided(boolean open) {
    return new DatasetProfile(
        workspace, apiEnabled, permission, builtInFields, fields, tags, retrieval, open);
  }

  private static List<Field> fields(@Nullable Object value) {
    List<Field> fields = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object one : list) {
        Map<String, Object> map = object(one);
        if (map != null) {
          fields.add(new Field(text(map, "id", ""), text(map, "name", ""), text(map, "type", "")));
        }
      }
    }
    return fields;
  }

  private static List<String> texts(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

  @SuppressWarnings("unchecked") // attributes are JSON, whose keys are texts
  private static @Nullable Map<String, Object> object(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : null;
  }

  private static String text(Map<String, Object> map, String key, String fallback) {
    return map.get(key) instanceof String text ? text : fallback;
  }
}
