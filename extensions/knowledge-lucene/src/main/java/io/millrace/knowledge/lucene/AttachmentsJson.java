package io.millrace.knowledge.lucene;

import com.google.common.collect.ImmutableList;
import io.millrace.knowledge.Attachment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** A segment's attachments as one stored field. */
final class AttachmentsJson {
  private static final String LIST = "files";

  private AttachmentsJson() {}

  static byte[] write(List<Attachment> attachments) {
    List<Object> list = new ArrayList<>();
    for (Attachment attachment : attachments) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      map.put("id", attachment.id());
      map.put("name", attachment.name());
      map.put("size", attachment.size());
      map.put("extension", attachment.extension());
      map.put("mime_type", attachment.mimeType());
      map.put("url", attachment.url());
      list.add(map);
    }
    return Json.write(Map.of(LIST, list));
  }

  @SuppressWarnings("unchecked") // objects come from Json.read(), whose keys are strings
  static ImmutableList<Attachment> read(@Nullable BytesRef json) {
    if (json == null
        || !(Json.read(json.bytes, json.offset, json.length).get(LIST) instanceof List<?> list)) {
      return ImmutableList.of();
    }
    ImmutableList.Builder<Attachment> attachments = ImmutableList.builder();
    for (Object one : list) {
      Map<String, Object> map = (Map<String, Object>) one;
      attachments.add(
          new Attachment(
              Json.text(map, "id"),
              Json.text(map, "name"),
              Json.number(map, "size"),
              Json.text(map, "extension"),
              Json.text(map, "mime_type"),
              Json.textOrNull(map, "url")));
    }
    return attachments.build();
  }
}
