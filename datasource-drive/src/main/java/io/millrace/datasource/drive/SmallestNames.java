package io.millrace.datasource.drive;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Makes pages of a listing that a protocol only gives whole: of all the entries that pass by, those
 * whose names follow a cursor, and no more of them than a page. Each page costs one listing, and
 * none is held.
 */
public final class SmallestNames {
  /** How many entries a page should have: the larger it is, the fewer times a level is listed. */
  public static final int PAGE = 10_000;

  private static final Comparator<DriveEntry> ORDER = Comparator.comparing(e -> e.place().id());

  private final int limit;
  private final @Nullable String after;
  private final PriorityQueue<DriveEntry> kept = new PriorityQueue<>(ORDER.reversed());
  private boolean more;

  /** Collects a page for a request; the cursor is the id of the last entry of the page before. */
  public SmallestNames(ListRequest request) {
    this.limit = request.limit();
    this.after = request.cursor();
  }

  /** Takes an entry, or passes it over. */
  public void add(DriveEntry entry) {
    if (after == null || entry.place().id().compareTo(after) > 0) {
      kept.add(entry);
      if (kept.size() > limit) {
        kept.remove();
        more = true;
      }
    }
  }

  /** Returns the page. */
  public DrivePage page() {
    ImmutableList<DriveEntry> entries = ImmutableList.sortedCopyOf(ORDER, kept);
    return new DrivePage(entries, more ? entries.get(entries.size() - 1).place().id() : null);
  }
}
