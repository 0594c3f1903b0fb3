package io.millrace.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;

/**
 * Puts file sources together.
 *
 * @since 0.1
 */
public final class FileSources {
  private FileSources() {}

  /**
   * Returns a source that knows what any of {@code sources} knows. The first one that finds a
   * reference also opens it.
   */
  public static FileSource firstOf(List<? extends FileSource> sources) {
    return new FirstOf(List.copyOf(sources));
  }

  private record FirstOf(List<FileSource> sources) implements FileSource {

    @Override
    public Optional<FileRef> find(String reference) {
      return sources.stream().flatMap(source -> source.find(reference).stream()).findFirst();
    }

    @Override
    public InputStream open(FileRef file) throws IOException {
      String reference = file.reference();
      if (reference == null) {
        throw new NoSuchFileException(
            String.valueOf(file.filename()), null, "the file has no reference to open it by");
      }
      for (FileSource source : sources) {
        if (source.find(reference).isPresent()) {
          return source.open(file);
        }
      }
      throw new NoSuchFileException(
          reference, null, "none of " + sources.size() + " file sources knows this file");
    }
  }
}
