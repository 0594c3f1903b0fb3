package io.millrace.datasource.local;

import static io.millrace.datasource.local.Names.quoted;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.Lists;
import io.millrace.datasource.DatasourceException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files below a folder that a glob takes, one at a time. Holds the names of the folders
 * it is in, and the links to folders that it followed; nothing else.
 */
final class TreeWalk extends AbstractIterator<Found> {
  private final Path base;
  private final Glob glob;
  private final AllowedRoots roots;
  private final Deque<Level> levels = new ArrayDeque<>();

  /** Folders entered by a link; a folder in here or below one is not entered by another. */
  private final Set<Path> linked = new HashSet<>();

  private final Deque<Found> first = new ArrayDeque<>();

  /** Walks {@code base}, a real path below one of {@code roots}. */
  TreeWalk(Path base, Glob glob, AllowedRoots roots) {
    this.base = base;
    this.glob = glob;
    this.roots = roots;
    Found problem = enter(base, "", glob.start());
    if (problem != null) {
      first.add(problem);
    }
  }

  @Override
  protected @Nullable Found computeNext() {
    Found found = first.poll();
    while (found == null && !levels.isEmpty()) {
      if (Thread.currentThread().isInterrupted()) {
        throw DatasourceException.retriable(
            "Listing " + quoted(base) + " was interrupted. Run it again.", null);
      }
      Level level = levels.getLast();
      if (level.names.hasNext()) {
        found = visit(level, level.names.next());
      } else {
        levels.removeLast();
      }
    }
    return found != null ? found : endOfData();
  }

  /** Returns the entry if it is to be read; enters it if it is a folder. */
  private @Nullable Found visit(Level level, Path fileName) {
    Path path = level.folder.resolve(fileName);
    String last = Names.last(path);
    BitSet at = glob.name(level.at, last);
    if (at.isEmpty()) {
      return null;
    }
    Found found = new Found(path, level.prefix + last);
    try {
      BasicFileAttributes facts =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (facts.isSymbolicLink()) {
        return follow(found, at);
      }
      if (facts.isDirectory()) {
        return isSeenTwice(path) ? null : enter(path, found.name() + "/", glob.into(at));
      }
    } catch (NoSuchFileException removedMeanwhile) {
      return null;
    } catch (IOException e) {
      // Resolving the item meets the same reason and tells it.
      return wanted(found, at);
    }
    return wanted(found, at);
  }

  private @Nullable Found wanted(Found found, BitSet at) {
    return glob.accepts(at) ? found : null;
  }

  private @Nullable Found follow(Found link, BitSet at) {
    Path target;
    try {
      target = link.path().toRealPath();
    } catch (IOException leadsNowhere) {
      return wanted(link, at);
    }
    boolean folder = Files.isDirectory(target);
    BitSet inside = folder ? glob.into(at) : new BitSet();
    if (roots.rootOf(target).isEmpty()) {
      return inside.isEmpty() ? wanted(link, at) : link;
    }
    if (folder) {
      return inside.isEmpty() || findsByItself(target, true) || !enterOnce(target)
          ? null
          : enter(target, link.name() + "/", inside);
    }
    return findsByItself(target, false) ? null : wanted(new Found(target, link.name()), at);
  }

  /** Whether the walk comes to a real path without following a link. */
  private boolean findsByItself(Path target, boolean folder) {
    if (!target.startsWith(base)) {
      return false;
    }
    BitSet at = glob.start();
    for (Path path : Lists.reverse(upTo(base, target))) {
      at = glob.name(at, Names.last(path));
      if (folder || !path.equals(target)) {
        at = glob.into(at);
      }
    }
    return folder ? !at.isEmpty() : glob.accepts(at);
  }

  /** Returns {@code path} and the folders above it, below {@code top}. */
  private static List<Path> upTo(Path top, Path path) {
    List<Path> steps = new ArrayList<>();
    for (@Nullable Path at = path; at != null && !at.equals(top); at = at.getParent()) {
      steps.add(at);
    }
    return steps;
  }

  private boolean enterOnce(Path target) {
    for (@Nullable Path at = target; at != null; at = at.getParent()) {
      if (linked.contains(at)) {
        return false;
      }
    }
    return linked.add(target);
  }

  /** Whether a folder below one that was entered by a link is one that is walked anyway. */
  private boolean isSeenTwice(Path folder) {
    return !linked.isEmpty() && (folder.equals(base) || linked.contains(folder));
  }

  /** Begins a folder; returns the folder itself if it cannot be listed. */
  private @Nullable Found enter(Path folder, String prefix, BitSet at) {
    if (at.isEmpty()) {
      return null;
    }
    List<Path> names = new ArrayList<>();
    try (DirectoryStream<Path> listing = Files.newDirectoryStream(folder)) {
      listing.forEach(entry -> names.add(entry.getFileName()));
    } catch (NoSuchFileException removedMeanwhile) {
      return null;
    } catch (IOException | DirectoryIteratorException e) {
      // Resolving the item meets the same reason and tells it.
      return new Found(folder, prefix.isEmpty() ? Names.last(folder) : prefix);
    }
    Collections.sort(names);
    levels.addLast(new Level(folder, prefix, at, names.iterator()));
    return null;
  }

  /**
   * A folder that the walk is in.
   *
   * @param prefix what the names of its files begin with
   * @param at where matching stands
   * @param names the entries still to visit
   */
  private record Level(Path folder, String prefix, BitSet at, Iterator<Path> names) {}
}
