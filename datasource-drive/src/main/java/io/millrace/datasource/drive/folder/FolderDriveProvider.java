package io.millrace.datasource.drive.folder;

import io.millrace.datasource.CredentialField;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.drive.Drive;
import io.millrace.datasource.drive.DriveAccount;
import io.millrace.datasource.drive.DriveProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Offers a folder of this machine as a drive: ids are paths below it. The host must allow the
 * folder to be read.
 *
 * @since 0.1
 */
public final class FolderDriveProvider extends DriveProvider {

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public FolderDriveProvider() {}

  @Override
  public String id() {
    return "local_folder";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("folder");
  }

  @Override
  public String service() {
    return "Local folder";
  }

  @Override
  public String reachedBy() {
    return "this machine's file system";
  }

  @Override
  public List<CredentialField> credentialFields() {
    return List.of(
        field("root", false, "The folder; the first one that the host allows by default"));
  }

  @Override
  protected Drive connect(DriveAccount account) {
    List<Path> allowed = account.allowedRoots();
    if (allowed.isEmpty()) {
      throw DatasourceException.permanent(
          "No folder of this machine may be read. Allow one with allowFiles() of the engine's"
              + " builder",
          null);
    }
    try {
      Path root = account.value("root").map(Path::of).orElse(allowed.get(0)).toRealPath();
      for (Path one : allowed) {
        if (Files.exists(one) && root.startsWith(one.toRealPath())) {
          return new FolderDrive(root);
        }
      }
    } catch (IOException | InvalidPathException e) {
      throw DatasourceException.permanent(
          "Folder '%s' cannot be opened: %s. Check the credential field 'root'"
              .formatted(account.value("root", ""), e.getMessage()),
          e);
    }
    throw DatasourceException.permanent(
        "Folder '%s' is not below one that may be read. Allowed: %s"
            .formatted(account.value("root", ""), allowed),
        null);
  }
}
