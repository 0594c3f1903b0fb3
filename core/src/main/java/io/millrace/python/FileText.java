package io.millrace.python;

import io.millrace.file.FileRef;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How Dify's file object shows itself when a list or an object that holds one is printed. */
final class FileText {
  private static final String IDENTITY = "__dify__file__";

  private FileText() {}

  /** Returns the fields as {@code name=value}, with {@code separator} between them. */
  static String fields(FileRef file, String separator) {
    StringBuilder out = new StringBuilder();
    json(file)
        .forEach(
            (name, value) -> {
              out.append(out.isEmpty() ? "" : separator).append(name).append('=');
              switch (name) {
                case "type" -> out.append(enumRepr("FileType", file.type().wireName()));
                case "transfer_method" ->
                    out.append(enumRepr("FileTransferMethod", file.transferMethod().wireName()));
                default -> out.append(PythonText.repr(value));
              }
            });
    return out.toString();
  }

  /** Returns the fields as a JSON object holds them. */
  static Map<String, @Nullable Object> json(FileRef file) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("dify_model_identity", IDENTITY);
    fields.put("id", file.id());
    fields.put("type", file.type().wireName());
    fields.put("transfer_method", file.transferMethod().wireName());
    fields.put("remote_url", file.remoteUrl());
    fields.put("reference", file.reference());
    fields.put("filename", file.filename());
    fields.put("extension", file.extension());
    fields.put("mime_type", file.mimeType());
    fields.put("size", file.size());
    return fields;
  }

  private static String enumRepr(String type, String wireName) {
    return "<" + type + "." + wireName.toUpperCase(Locale.ROOT) + ": '" + wireName + "'>";
  }
}
