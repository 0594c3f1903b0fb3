package io.millrace.datasource.drive;

import static io.millrace.datasource.drive.SafeNames.quoted;

import com.google.common.base.Throwables;
import com.google.common.collect.AbstractIterator;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterators;
import io.millrace.datasource.DatasourceException;
import io.millrace.error.MillraceException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files below a folder, one at a time: a page is asked for when half of the one before it
 * has been used. Holds two pages, the folders of the pages it stands in, and a fingerprint of each
 * place it has seen. What cannot be listed comes as an entry with a problem; only the folder that
 * was asked for ends it.
 */
final class Expansion extends AbstractIterator<DriveEntry> {
  private static final int MAX_EMPTY_PAGES = 1000;

  private final Drive drive;
  private final DriveEntry root;
  private final Limits limits;
  private final Deque<Level> levels = new ArrayDeque<>();
  private final Fingerprints seen = new Fingerprints();
  private final Executor ahead;
  private Iterator<DriveEntry> page = Iterators.forArray();
  private int leftOfPage;
  private long files;

  /**
   * Starts at a folder, which is not listed yet.
   *
   * @param ahead gets the next page while the second half of one is used
   */
  Expansion(Drive drive, DriveEntry root, Limits limits, Executor ahead) {
    this.ahead = ahead;
    this.drive = drive;
    this.root = root;
    this.limits = limits;
    seen.add(root.place());
    levels.add(new Level(root, ""));
  }

  @Override
  protected @Nullable DriveEntry computeNext() {
    while (!levels.isEmpty()) {
      if (Thread.currentThread().isInterrupted()) {
        throw DatasourceException.retriable(
            "Listing " + quoted(root.name()) + " was interrupted. Run it again", null);
      }
      Level level = levels.getLast();
      if (page.hasNext()) {
        if (--leftOfPage == 0) {
          level.prepare(drive, ahead);
        }
        DriveEntry file = visit(level, page.next());
        if (file != null) {
          limits.checkCount(root, ++files);
          return file;
        }
      } else if (!level.folders.isEmpty()) {
        DriveEntry folder = level.folders.removeFirst();
        levels.add(new Level(folder, level.pathOf(folder) + "/"));
      } else if (level.more) {
        DriveEntry problem = turn(level);
        if (problem != null) {
          return problem;
        }
      } else {
        levels.removeLast();
      }
    }
    if (files == 0) {
      throw DatasourceException.permanent(
          "Folder " + quoted(root.name()) + " holds no file at all", null);
    }
    return endOfData();
  }

  /** Returns a file that was not seen before; keeps a folder for later. */
  private @Nullable DriveEntry visit(Level level, DriveEntry entry) {
    if (!seen.add(entry.place())) {
      return null;
    }
    DriveEntry placed = entry.path() == null ? entry.withPath(level.pathOf(entry)) : entry;
    if (entry.folder() && entry.problem() == null) {
      level.folders.add(placed);
      return null;
    }
    return placed;
  }

  /** Gets the next page; returns the folder itself if that cannot be had. */
  private @Nullable DriveEntry turn(Level level) {
    try {
      ImmutableList<DriveEntry> got = level.next(drive);
      page = got.iterator();
      leftOfPage = Math.max(1, got.size() / 2);
      return null;
    } catch (DatasourceException e) {
      return failed(level, e, String.valueOf(e.getMessage()));
    } catch (MillraceException e) {
      String reason = String.valueOf(e.getMessage());
      return failed(level, DatasourceException.permanent(reason, e), reason);
    } catch (IOException e) {
      return failed(
          level,
          DatasourceException.retriable(e.getMessage() + ". Try again later", e),
          e.toString());
    }
  }

  private DriveEntry failed(Level level, DatasourceException e, String reason) {
    levels.removeLast();
    if (levels.isEmpty()) {
      throw e;
    }
    files++;
    return level.folder.withProblem(
        "Folder %s cannot be listed: %s".formatted(quoted(level.folder.name()), reason));
  }

  /** A folder that is being listed. */
  private static final class Level {
    private final DriveEntry folder;
    private final String path;
    private final Deque<DriveEntry> folders = new ArrayDeque<>();
    private final Fingerprints cursors = new Fingerprints();
    private @Nullable String cursor;
    private int emptyPages;
    private boolean more = true;
    private @Nullable CompletableFuture<DrivePage> prepared;

    Level(DriveEntry folder, String path) {
      this.folder = folder;
      this.path = path;
    }

    String pathOf(DriveEntry entry) {
      return path + entry.name();
    }

    /** Has the next page ready by the time that it is wanted; what goes wrong is told then. */
    void prepare(Drive drive, Executor ahead) {
      if (!more || prepared != null) {
        return;
      }
      CompletableFuture<DrivePage> page = new CompletableFuture<>();
      prepared = page;
      ahead.execute(
          () -> {
            try {
              page.complete(ask(drive));
            } catch (IOException | RuntimeException | Error e) {
              page.completeExceptionally(e);
            }
          });
    }

    private DrivePage ask(Drive drive) throws IOException {
      return drive.list(
          new ListRequest(folder.place(), drive.maxPage(), cursor, drive.listsTrees()));
    }

    private static DrivePage get(CompletableFuture<DrivePage> page) throws IOException {
      try {
        return page.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw DatasourceException.retriable("Listing was interrupted. Run it again", e);
      } catch (ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        Throwables.throwIfInstanceOf(cause, IOException.class);
        Throwables.throwIfUnchecked(cause);
        throw new IOException(cause);
      }
    }

    ImmutableList<DriveEntry> next(Drive drive) throws IOException {
      CompletableFuture<DrivePage> page = prepared;
      prepared = null;
      DrivePage got = page == null ? ask(drive) : get(page);
      cursor = got.cursor();
      more = cursor != null;
      if (cursor != null && !cursors.add(cursor)) {
        throw DatasourceException.retriable(
            "The listing goes in circles: the service gave the same page token twice. What was"
                + " listed so far is kept; try again later",
            null);
      }
      emptyPages = got.entries().isEmpty() ? emptyPages + 1 : 0;
      if (more && emptyPages > MAX_EMPTY_PAGES) {
        throw DatasourceException.retriable(
            "The listing says that more follows, and %,d pages in a row were empty. Try again later"
                .formatted(emptyPages),
            null);
      }
      return got.entries();
    }
  }
}
