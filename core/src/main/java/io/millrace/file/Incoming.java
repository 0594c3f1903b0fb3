package io.millrace.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where files lie while they are written or removed: a folder for each open store, named after its
 * process, so that a store that opens can tell leftovers of a dead process from another's work.
 */
final class Incoming implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Incoming.class);

  private final Path folder;

  private Incoming(Path folder) {
    this.folder = folder;
  }

  /** Removes what dead processes left in {@code parent} and makes a folder for this store. */
  static Incoming open(Path parent) throws IOException {
    Files.createDirectories(parent);
    List<Path> others;
    try (Stream<Path> listing = Files.list(parent)) {
      others = listing.toList();
    }
    for (Path other : others) {
      if (!isOfLivingProcess(other.getFileName().toString())) {
        log.info("Removing half-written files that an ended process left in {}", other);
        Durably.deleteAll(other);
      }
    }
    ProcessHandle self = ProcessHandle.current();
    String name = self.pid() + "-" + startOf(self) + "-" + UUID.randomUUID();
    return new Incoming(Files.createDirectory(parent.resolve(name)));
  }

  /** Returns a new empty folder. */
  Path newFolder() throws IOException {
    return Files.createDirectory(newPath());
  }

  /** Returns a path that is not in use. */
  Path newPath() {
    return folder.resolve(UUID.randomUUID().toString());
  }

  @Override
  public void close() throws IOException {
    Durably.deleteAll(folder);
  }

  private static boolean isOfLivingProcess(String name) {
    String[] parts = name.split("-", 3);
    try {
      Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(parts[0]));
      return process.isPresent()
          && process.get().isAlive()
          && parts.length == 3
          && parts[1].equals(String.valueOf(startOf(process.get())));
    } catch (NumberFormatException notOurs) {
      return false;
    }
  }

  /** A process id may be used again, the id together with its start time is not; 0 if unknown. */
  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}
