package io.millrace.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The record that {@link DirectoryFileStore} keeps beside the bytes of a file. */
final class StoredFileJson {
  private static final int VERSION = 1;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private StoredFileJson() {}

  static byte[] write(StoredFile stored) throws IOException {
    FileRef file = stored.file();
    ObjectNode record =
        JSON.createObjectNode()
            .put("version", VERSION)
            .put("name", file.filename())
            .put("extension", file.extension())
            .put("mime_type", file.mimeType())
            .put("size", file.size())
            .put("transfer_method", file.transferMethod().wireName())
            .put("sha3_256", stored.contentHash())
            .put("created", stored.created().toString());
    return JSON.writeValueAsBytes(record);
  }

  /** Reads the record of the file {@code id}; throws an {@link IOException} if it is damaged. */
  static StoredFile read(String id, byte[] bytes) throws IOException {
    JsonNode record = JSON.readTree(bytes);
    if (record.path("version").asInt() != VERSION) {
      throw new IOException("it is not a record of version " + VERSION);
    }
    try {
      FileRef file =
          new FileRef(
              id,
              FileType.CUSTOM,
              TransferMethod.of(record.path("transfer_method").asText()),
              null,
              id,
              text(record, "name"),
              text(record, "extension"),
              text(record, "mime_type"),
              record.path("size").asLong(-1));
      Instant created = Instant.parse(record.path("created").asText());
      return new StoredFile(file, record.path("sha3_256").asText(), created);
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static @Nullable String text(JsonNode record, String field) {
    return record.path(field).textValue();
  }
}
