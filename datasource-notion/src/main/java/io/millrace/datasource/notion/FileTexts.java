package io.millrace.datasource.notion;

import io.millrace.error.MillraceException;
import io.millrace.extractor.DocumentExtractor;
import io.millrace.extractor.ExtractionRequest;
import io.millrace.extractor.ExtractionStyle;
import io.millrace.file.FileRef;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the text of a file below its link. A signed address that has ended is asked for again; a
 * file that gives no text says so in its place, and the page goes on.
 */
final class FileTexts implements Attachments {
  private static final Logger LOG = LoggerFactory.getLogger(FileTexts.class);
  private static final Set<String> WITH_TEXT = Set.of("file", "pdf");
  private static final Duration IN_TIME = Duration.ofSeconds(30);

  private final Session session;
  private final Workers workers;
  private final FileDownload download;
  private final DocumentExtractor extractor;
  private final Clock clock;

  FileTexts(Session session, FileDownload download, DocumentExtractor extractor, Clock clock) {
    this.session = session;
    this.workers = session.workers();
    this.download = download;
    this.extractor = extractor;
    this.clock = clock;
  }

  @Override
  public String text(Block block, NotionFile file) {
    if (!WITH_TEXT.contains(block.type()) || file.url().isEmpty()) {
      return "";
    }
    return workers.call(() -> read(block, file));
  }

  private String read(Block block, NotionFile file) {
    try {
      Optional<FileRef> stored = fetched(block, file);
      if (stored.isEmpty()) {
        return unread(file, "its address does not give it any more");
      }
      try {
        return extractor
            .extract(
                new ExtractionRequest(
                    stored.get(),
                    download.files(),
                    ExtractionStyle.MARKDOWN,
                    null,
                    ExtractionRequest.Limits.DEFAULT))
            .text()
            .strip();
      } finally {
        download.files().delete(String.valueOf(stored.get().reference()));
      }
    } catch (IOException | MillraceException e) {
      return unread(file, String.valueOf(e.getMessage()));
    }
  }

  private Optional<FileRef> fetched(Block block, NotionFile file) throws IOException {
    Instant expires = file.expires();
    boolean ended = expires != null && expires.isBefore(clock.instant().plus(IN_TIME));
    Optional<FileRef> stored = ended ? Optional.empty() : download.fetch(file);
    return stored.isEmpty() && !file.external() ? download.fetch(again(block)) : stored;
  }

  /** Asks for the block again: its file has an address that is signed anew. */
  private NotionFile again(Block block) {
    return NotionFile.of(new Block(session.block(block.id()), 0).body());
  }

  private static String unread(NotionFile file, String why) {
    LOG.warn("The text of file '{}' could not be read: {}", file.name(), why);
    return "*Its text could not be read*";
  }
}
