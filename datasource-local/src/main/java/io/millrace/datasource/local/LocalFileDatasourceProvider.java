package io.millrace.datasource.local;

import io.millrace.datasource.Datasource;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.DatasourceType;

/**
 * Offers the {@code local_file} datasource (spec/05 §10).
 *
 * <p>An entry names a file in one of three ways: {@code reference} (or {@code related_id}) is the
 * id that an upload returned; {@code reference} is a {@code file:} URI; or {@code path} is a file,
 * a folder or a glob, absolute or relative to the first allowed root that has it. What exists under
 * exactly the given name is taken for that, also when its name looks like a glob.
 *
 * <ul>
 *   <li>In a glob {@code *} and {@code ?} stay within a name, {@code [a-z]} and {@code [!a-z]} are
 *       one character, <code>{a,b}</code> is either, {@code **} as a whole part of the path is any
 *       number of folders, also none, and {@code \} takes the next character as it is.
 *   <li>A folder stands for every file below it. Files come in the order of their names, folder by
 *       folder. A file's name is its path below the folder, or below the part of a glob that has no
 *       wildcards.
 *   <li>Names that begin with a dot are passed over in folders, and in globs unless the pattern
 *       spells the dot out.
 *   <li>Links are followed when they end below an allowed root, but nothing is read twice because
 *       of a link: what the walk finds by itself is left to that.
 *   <li>Whatever else a folder holds (links that lead out of the roots or nowhere, devices, FIFOs,
 *       sockets, folders that cannot be read) is an item too, and resolving it tells why it cannot
 *       be read, so that one bad entry neither ends the others nor is lost.
 * </ul>
 *
 * <p>Without allowed roots only uploads are read.
 *
 * @since 0.1
 */
public final class LocalFileDatasourceProvider implements DatasourceProvider {

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public LocalFileDatasourceProvider() {}

  @Override
  public String id() {
    return "file";
  }

  @Override
  public DatasourceType type() {
    return DatasourceType.LOCAL_FILE;
  }

  @Override
  public Datasource open(DatasourceContext context) {
    return new LocalFiles(context.files(), AllowedRoots.of(context.allowedRoots()));
  }
}
