package io.millrace.datasource.local;

import static io.millrace.datasource.local.Names.quoted;

import com.google.common.base.Splitter;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.LocalFileDatasource;
import io.millrace.file.FileRef;
import io.millrace.file.FileSource;
import io.millrace.file.FileStore;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The datasource behind {@link LocalFileDatasourceProvider}. */
final class LocalFiles implements LocalFileDatasource {
  private static final Glob EVERYTHING = Glob.of("**");

  private final FileStore uploads;
  private final AllowedRoots roots;
  private final PathFiles paths;

  LocalFiles(FileStore uploads, AllowedRoots roots) {
    this.uploads = uploads;
    this.roots = roots;
    this.paths = new PathFiles(roots);
  }

  /** An upload stands for itself, whether or not it is there: {@link #resolve} tells. */
  @Override
  public Stream<DatasourceItem.LocalFile> expand(DatasourceItem.LocalFile item) {
    if (PathFiles.isUri(item.reference())) {
      return below(item, PathFiles.pathOf(item.reference()));
    }
    return isPath(item) ? expandPath(item) : Stream.of(item);
  }

  private Stream<DatasourceItem.LocalFile> expandPath(DatasourceItem.LocalFile item) {
    String text = item.reference();
    if (roots.none()) {
      throw roots.refusal(text);
    }
    Path literal = existing(text);
    if (literal != null) {
      return below(item, literal);
    }
    String slashed = text.replace(File.separatorChar, '/');
    List<String> fixed = new ArrayList<>();
    List<String> parts = Splitter.on('/').splitToList(slashed);
    while (fixed.size() < parts.size() && !GlobParser.isSpecial(parts.get(fixed.size()))) {
      fixed.add(parts.get(fixed.size()));
    }
    if (fixed.size() == parts.size()) {
      throw missing(text, text);
    }
    String base = String.join("/", fixed) + (fixed.isEmpty() ? "" : "/");
    Path folder = existing(base);
    if (folder == null) {
      throw missing(text, base);
    }
    Glob glob = Glob.of(String.join("/", parts.subList(fixed.size(), parts.size())));
    Path real = roots.admit(folder);
    if (!Files.isDirectory(real)) {
      throw missing(text, base);
    }
    return walk(item, real, glob);
  }

  private DatasourceException missing(String text, String part) {
    if (meanings(part).stream().anyMatch(roots::isOutside)) {
      throw roots.refusal(text);
    }
    return DatasourceException.permanent(
        quoted(text)
            + " does not exist. Check its spelling, or give an absolute path. Files are read below "
            + roots.list()
            + ".",
        null);
  }

  private @Nullable Path existing(String text) {
    for (Path meaning : meanings(text)) {
      if (Files.exists(meaning, LinkOption.NOFOLLOW_LINKS)) {
        return meaning;
      }
    }
    return null;
  }

  private List<Path> meanings(String text) {
    try {
      return roots.meanings(Path.of(text));
    } catch (InvalidPathException e) {
      throw DatasourceException.permanent(
          quoted(text) + " cannot be a path: " + e.getReason() + ".", e);
    }
  }

  private Stream<DatasourceItem.LocalFile> below(DatasourceItem.LocalFile item, Path absolute) {
    Path path = roots.admit(absolute);
    if (Files.isDirectory(path)) {
      return walk(item, path, EVERYTHING);
    }
    FileRef file = paths.file(path);
    Object sent = item.entry().get("name");
    String name = sent instanceof String text ? text : String.valueOf(file.filename());
    return Stream.of(expanded(item, path, name));
  }

  private Stream<DatasourceItem.LocalFile> walk(
      DatasourceItem.LocalFile item, Path folder, Glob glob) {
    Iterator<Found> found = new TreeWalk(folder, glob, roots);
    if (!found.hasNext()) {
      throw DatasourceException.permanent(
          quoted(item.reference())
              + " stands for no file at all: nothing in "
              + quoted(folder)
              + " matches. Names that begin with a dot are passed over.",
          null);
    }
    Spliterator<Found> files =
        Spliterators.spliteratorUnknownSize(found, Spliterator.ORDERED | Spliterator.NONNULL);
    return StreamSupport.stream(files, false).map(f -> expanded(item, f.path(), f.name()));
  }

  /** Puts a file in the place of the folder or glob that it was found by. */
  private static DatasourceItem.LocalFile expanded(
      DatasourceItem.LocalFile item, Path path, String name) {
    String reference = path.toUri().toString();
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("reference", reference);
    entry.put("name", name);
    item.entry().forEach(entry::putIfAbsent);
    entry.remove("path");
    entry.remove("related_id");
    return new DatasourceItem.LocalFile(reference, name, entry);
  }

  @Override
  public FileRef resolve(DatasourceItem.LocalFile item) {
    String reference = item.reference();
    if (PathFiles.isUri(reference)) {
      return paths.file(PathFiles.pathOf(reference));
    }
    if (isPath(item)) {
      if (roots.none()) {
        throw roots.refusal(reference);
      }
      Path path = existing(reference);
      if (path == null) {
        throw missing(reference, reference);
      }
      return paths.file(path);
    }
    return uploads
        .find(reference)
        .orElseThrow(
            () ->
                DatasourceException.permanent(
                    "UploadFile not found for file_id="
                        + reference
                        + ". Upload the file first and send the id that the upload returns; a file"
                        + " on this machine is named by 'path'.",
                    null));
  }

  @Override
  public FileSource files() {
    return paths;
  }

  /** Whether an item came from an entry with a {@code path} in place of a reference. */
  private static boolean isPath(DatasourceItem.LocalFile item) {
    Map<String, Object> entry = item.entry();
    return item.reference().equals(entry.get("path"))
        && !item.reference().equals(entry.get("reference"))
        && !item.reference().equals(entry.get("related_id"));
  }
}
