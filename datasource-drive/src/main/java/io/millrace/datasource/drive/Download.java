package io.millrace.datasource.drive;

import static io.millrace.datasource.drive.SafeNames.quoted;

import io.millrace.datasource.DatasourceException;
import io.millrace.file.FileRef;
import io.millrace.file.FileStore;
import io.millrace.file.FileTooLargeException;
import io.millrace.file.MimeTypes;
import io.millrace.file.NewFile;
import io.millrace.file.TransferMethod;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Brings one file of a drive into the file store, streamed, and anew if it changed meanwhile. */
final class Download {
  private static final int ATTEMPTS = 3;

  private final FileStore store;
  private final Limits limits;

  Download(FileStore store, Limits limits) {
    this.store = store;
    this.limits = limits;
  }

  /**
   * Stores the file.
   *
   * @param wanted what is known of it; the service knows better
   * @throws DatasourceException with the reason if that cannot be done; nothing is kept then
   */
  FileRef store(Drive drive, DriveEntry wanted) {
    if (wanted.size() >= 0) {
      limits.check(wanted);
    }
    String reason = "";
    String unlikely = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try (Content content = drive.open(wanted.place(), 0, null);
          VerifiedStream bytes = new VerifiedStream(drive, wanted.place(), content, limits)) {
        limits.check(content.facts());
        FileRef stored = store.save(newFile(content.facts(), wanted), bytes);
        String computed = bytes.mismatch();
        if (computed == null || computed.equals(unlikely)) {
          return stored;
        }
        // Twice the same bytes: what looked like a checksum is none.
        unlikely = computed;
        reason = "its bytes do not match what looks like its checksum";
        delete(stored);
      } catch (VerifiedStream.Changed | ContentChangedException e) {
        reason = String.valueOf(e.getMessage());
      } catch (FileTooLargeException e) {
        throw DatasourceException.permanent(String.valueOf(e.getMessage()), e);
      } catch (IOException e) {
        throw DatasourceException.retriable(String.valueOf(e.getMessage()), e);
      }
    }
    throw DatasourceException.retriable(
        "File %s was read %d times and could not be had whole: %s. Try again later"
            .formatted(quoted(wanted.name()), ATTEMPTS, reason),
        null);
  }

  private void delete(FileRef stored) throws IOException {
    String reference = stored.reference();
    if (reference != null) {
      store.delete(reference);
    }
  }

  private static NewFile newFile(DriveEntry facts, DriveEntry wanted) {
    String name = SafeNames.of(facts.name().isEmpty() ? wanted.name() : facts.name());
    return new NewFile(name, mimeType(facts.mimeType(), name), TransferMethod.TOOL_FILE);
  }

  /** A name says more than a service that calls everything a stream of octets. */
  private static @Nullable String mimeType(@Nullable String said, String name) {
    String plain = said == null ? "" : said.split(";", 2)[0].strip();
    boolean vague =
        plain.isEmpty()
            || plain.equals("application/octet-stream")
            || plain.equals("binary/octet-stream")
            || plain.equals("application/x-www-form-urlencoded");
    String guessed = vague ? MimeTypes.ofName(name) : null;
    return guessed != null ? guessed : plain.isEmpty() ? null : plain;
  }
}
