package io.millrace.conformance;

import io.millrace.file.FileRef;
import io.millrace.file.FileStore;
import io.millrace.file.FileType;
import io.millrace.file.NewFile;
import io.millrace.file.TransferMethod;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file store in memory that answers uploads as the recorded one did. */
final class MemoryFiles implements FileStore {
  private final Map<String, byte[]> contents = new HashMap<>();
  private final List<FileRef> saved = new ArrayList<>();

  FileRef put(
      byte[] content,
      @Nullable String filename,
      @Nullable String extension,
      @Nullable String mimeType) {
    contents.put("input", content);
    return new FileRef(
        "input",
        FileType.CUSTOM,
        TransferMethod.LOCAL_FILE,
        null,
        "input",
        filename,
        extension,
        mimeType,
        content.length);
  }

  List<FileRef> saved() {
    return saved;
  }

  byte[] content(FileRef file) {
    return contents.getOrDefault(String.valueOf(file.reference()), new byte[0]);
  }

  @Override
  public FileRef save(NewFile file, InputStream content) throws IOException {
    int number = saved.size() + 1;
    byte[] bytes = content.readAllBytes();
    String extension = file.name().substring(file.name().lastIndexOf('.'));
    FileRef ref =
        new FileRef(
            "file-" + number,
            FileType.IMAGE,
            file.transferMethod(),
            "https://files.test/image-" + number + extension,
            "file-" + number,
            file.name(),
            extension,
            file.mimeType(),
            bytes.length);
    contents.put("file-" + number, bytes);
    saved.add(ref);
    return ref;
  }

  @Override
  public Optional<FileRef> find(String reference) {
    return saved.stream().filter(file -> reference.equals(file.reference())).findFirst();
  }

  @Override
  public InputStream open(FileRef file) {
    return new ByteArrayInputStream(content(file));
  }

  @Override
  public boolean delete(String reference) {
    return contents.remove(reference) != null;
  }
}
