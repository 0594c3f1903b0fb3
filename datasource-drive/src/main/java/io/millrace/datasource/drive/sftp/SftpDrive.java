package io.millrace.datasource.drive.sftp;

import com.google.common.base.CharMatcher;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.drive.ChangeSignals;
import io.millrace.datasource.drive.Content;
import io.millrace.datasource.drive.Drive;
import io.millrace.datasource.drive.DriveEntry;
import io.millrace.datasource.drive.DrivePage;
import io.millrace.datasource.drive.ListRequest;
import io.millrace.datasource.drive.Location;
import io.millrace.datasource.drive.SmallestNames;
import io.millrace.datasource.drive.UrlText;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.jspecify.annotations.Nullable;

/**
 * An SFTP server. Ids are paths below the root. A folder comes in the server's order; a page of its
 * names is kept. Links are followed where they lead below the root.
 */
final class SftpDrive implements Drive {
  private final SftpSessions sessions;
  private final String root;

  SftpDrive(SftpSessions sessions, String root) {
    this.sessions = sessions;
    this.root = root;
  }

  @Override
  public DrivePage list(ListRequest request) throws IOException {
    String folder = idOf(request.folder());
    SmallestNames page = new SmallestNames(request);
    try (SftpClient client = sessions.open();
        SftpClient.CloseableHandle handle = client.openDir(remote(folder))) {
      List<SftpClient.DirEntry> some = client.readDir(handle);
      while (some != null) {
        for (SftpClient.DirEntry entry : some) {
          String name = entry.getFilename();
          if (!name.equals(".") && !name.equals("..")) {
            String id = folder.isEmpty() ? name : folder + "/" + name;
            DriveEntry found = found(client, id, name, entry.getAttributes());
            if (found != null) {
              page.add(found);
            }
          }
        }
        some = client.readDir(handle);
      }
    } catch (SftpException e) {
      throw failure(e, folder);
    }
    return page.page();
  }

  /** Devices, sockets, and links that lead nowhere or out of the root are passed over. */
  private @Nullable DriveEntry found(
      SftpClient client, String id, String name, SftpClient.Attributes facts) throws IOException {
    if (!facts.isSymbolicLink()) {
      return facts.isDirectory() || facts.isRegularFile() ? entry(id, name, facts) : null;
    }
    try {
      String top = CharMatcher.is('/').trimTrailingFrom(client.canonicalPath(root));
      String target = client.canonicalPath(remote(id));
      if (!target.startsWith(top + "/")) {
        return null;
      }
      SftpClient.Attributes there = client.stat(target);
      return there.isDirectory() || there.isRegularFile()
          ? entry(target.substring(top.length() + 1), name, there)
          : null;
    } catch (SftpException leadsNowhere) {
      return null;
    }
  }

  private static DriveEntry entry(String id, String name, SftpClient.Attributes facts) {
    Location place = new Location(null, id);
    ChangeSignals signals =
        new ChangeSignals(
            null,
            null,
            facts.getModifyTime() == null ? null : facts.getModifyTime().toInstant(),
            null);
    DriveEntry entry =
        facts.isDirectory()
            ? DriveEntry.folder(place, name)
            : DriveEntry.file(place, name, facts.getSize());
    return entry.withPath(id).withSignals(signals);
  }

  @Override
  public DriveEntry stat(Location place) throws IOException {
    try (SftpClient client = sessions.open()) {
      return stat(client, idOf(place));
    }
  }

  private DriveEntry stat(SftpClient client, String id) throws IOException {
    try {
      return entry(id, id.substring(id.lastIndexOf('/') + 1), client.stat(contained(client, id)));
    } catch (SftpException e) {
      throw failure(e, id);
    }
  }

  @Override
  public Content open(Location place, long offset, @Nullable ChangeSignals expected)
      throws IOException {
    String id = idOf(place);
    SftpClient client = sessions.open();
    try {
      DriveEntry facts = stat(client, id);
      if (facts.folder()) {
        throw DatasourceException.permanent(
            "Cannot download folder '%s'. Please select a file.".formatted(id), null);
      }
      InputStream bytes = client.read(contained(client, id));
      bytes.skipNBytes(offset);
      return new Content(facts, offset, bytes, client);
    } catch (SftpException e) {
      client.close();
      throw failure(e, id);
    } catch (IOException | RuntimeException e) {
      client.close();
      throw e;
    }
  }

  private String remote(String id) {
    return id.isEmpty() ? root : CharMatcher.is('/').trimTrailingFrom(root) + "/" + id;
  }

  /** Returns where a path leads, which must be below the root. */
  private String contained(SftpClient client, String id) throws IOException {
    String top = CharMatcher.is('/').trimTrailingFrom(client.canonicalPath(root));
    String target = client.canonicalPath(remote(id));
    if (!target.equals(top) && !target.startsWith(top + "/")) {
      throw DatasourceException.permanent(
          "'%s' leads out of the drive's folder".formatted(id), null);
    }
    return target;
  }

  private static String idOf(Location place) {
    String id = CharMatcher.is('/').trimFrom(place.id());
    if (UrlText.hasDots(id)) {
      throw DatasourceException.permanent(
          "'%s' cannot be asked for: a part of it is '.' or '..'".formatted(place.id()), null);
    }
    return id;
  }

  private static DatasourceException failure(SftpException e, String id) {
    return switch (e.getStatus()) {
      case SftpConstants.SSH_FX_NO_SUCH_FILE, SftpConstants.SSH_FX_NO_SUCH_PATH ->
          DatasourceException.permanent("File with ID '%s' not found.".formatted(id), e);
      case SftpConstants.SSH_FX_PERMISSION_DENIED ->
          DatasourceException.permanent(
              "No permission: reading '%s' is denied to this user".formatted(id), e);
      default ->
          DatasourceException.retriable(
              "SFTP: reading '%s' failed: %s".formatted(id, e.getMessage()), e);
    };
  }

  @Override
  public int maxPage() {
    return SmallestNames.PAGE;
  }

  @Override
  public void close() {
    sessions.close();
  }
}
