package io.millrace.datasource.drive;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A file or folder, as a service tells of it.
 *
 * @param place where it is; of a shortcut, where that leads
 * @param name its own name, without its folders; any text
 * @param folder whether it is a folder, or a bucket
 * @param size in bytes; -1 when unknown
 * @param path its path in the drive where the service says, or {@code null}: then it is made of the
 *     names of its folders
 * @param signals what tells of changes
 * @param mimeType or {@code null} when the service does not say
 * @param problem why it cannot be read, or {@code null}
 */
public record DriveEntry(
    Location place,
    String name,
    boolean folder,
    long size,
    @Nullable String path,
    ChangeSignals signals,
    @Nullable String mimeType,
    @Nullable String problem) {
  public DriveEntry {
    requireNonNull(place, "place");
    requireNonNull(name, "name");
    requireNonNull(signals, "signals");
  }

  /** A file of which name and size are known; -1 for an unknown size. */
  public static DriveEntry file(Location place, String name, long size) {
    return new DriveEntry(place, name, false, size, null, ChangeSignals.NONE, null, null);
  }

  /** A folder, or a bucket. */
  public static DriveEntry folder(Location place, String name) {
    return new DriveEntry(place, name, true, 0, null, ChangeSignals.NONE, null, null);
  }

  /** Returns whether it is a bucket. */
  public boolean isBucket() {
    return folder && place.bucket() != null && place.isRoot();
  }

  /** Returns it with a path. */
  public DriveEntry withPath(@Nullable String newPath) {
    return new DriveEntry(place, name, folder, size, newPath, signals, mimeType, problem);
  }

  /** Returns it with change signals. */
  public DriveEntry withSignals(ChangeSignals newSignals) {
    return new DriveEntry(place, name, folder, size, path, newSignals, mimeType, problem);
  }

  /** Returns it with a MIME type. */
  public DriveEntry withMimeType(@Nullable String newType) {
    return new DriveEntry(place, name, folder, size, path, signals, newType, problem);
  }

  /** Returns it with a reason why it cannot be read. */
  public DriveEntry withProblem(String reason) {
    return new DriveEntry(place, name, folder, size, path, signals, mimeType, reason);
  }
}
