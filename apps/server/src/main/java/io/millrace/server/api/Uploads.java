package io.millrace.server.api;

import io.millrace.file.FileRef;
import io.millrace.file.FileStore;
import io.millrace.file.NewFile;
import io.millrace.server.http.ApiException;
import io.millrace.server.http.Form;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;

/** Checks uploaded files and stores them (spec/01 §4). */
public final class Uploads {
  private static final int LONGEST_NAME = 200;

  private final FileStore files;
  private final UploadLimits limits;

  /** Stores uploads in {@code files}. */
  public Uploads(FileStore files, UploadLimits limits) {
    this.files = files;
    this.limits = limits;
  }

  /**
   * Stores the only file of a form.
   *
   * @param typed whether its part must say its type; some clients never do, and only the upload for
   *     a pipeline asks for it
   */
  FileRef save(Form form, boolean typed) throws IOException {
    Form.FilePart part = onlyFile(form);
    if (typed && part.mimeType() == null) {
      throw ApiException.of(415, "unsupported_file_type", "File type not allowed.");
    }
    String name = name(part);
    String extension = extension(name);
    if (limits.refusedExtensions().contains(extension)) {
      throw ApiException.invalidParam(
          "File extension '.%s' is not allowed for security reasons".formatted(extension));
    }
    if (part.size() > limits.of(extension)) {
      throw ApiException.of(413, "file_too_large", "File size exceeded.");
    }
    try (InputStream bytes = part.bytes().open()) {
      return files.save(NewFile.upload(shortened(name), part.mimeType()), bytes);
    }
  }

  private static Form.FilePart onlyFile(Form form) {
    List<Form.FilePart> parts = form.files();
    if (parts.stream().noneMatch(part -> part.name().equals("file"))) {
      throw ApiException.badRequest("no_file_uploaded", "Please upload your file.");
    }
    if (parts.size() > 1) {
      throw ApiException.badRequest("too_many_files", "Only one file is allowed.");
    }
    return parts.get(0);
  }

  private static String name(Form.FilePart part) {
    String name = part.fileName();
    if (name == null || name.isEmpty()) {
      throw ApiException.badRequest(
          "filename_not_exists_error", "The specified filename does not exist.");
    }
    if (name.indexOf('/') >= 0
        || name.indexOf('\\') >= 0
        || name.chars().anyMatch(Character::isISOControl)) {
      throw ApiException.invalidParam("Filename contains invalid characters");
    }
    return name;
  }

  /** Returns the extension in lower case without its dot; empty without one. */
  static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  private static String shortened(String name) {
    if (name.length() <= LONGEST_NAME) {
      return name;
    }
    int dot = name.indexOf('.');
    String stem = dot < 0 ? name : name.substring(0, dot);
    String cut = stem.substring(0, Math.min(LONGEST_NAME, stem.length()));
    return extension(name).isEmpty() ? cut : cut + "." + extension(name);
  }
}
