package io.millrace.datasource.drive;

import com.google.common.collect.ImmutableMap;
import io.millrace.datasource.Credential;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.OnlineDriveDatasource;
import io.millrace.datasource.drive.sftp.SftpDriveProvider;
import io.millrace.testkit.contract.OnlineDriveContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SftpDriveContractTest extends OnlineDriveContract {
  private final SshServer server = SshServer.setUpDefaultServer();

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path root;

  @Override
  protected DatasourceProvider provider() {
    return new SftpDriveProvider();
  }

  @Override
  protected OnlineDriveDatasource open() throws IOException {
    Files.createDirectories(root.resolve("rules/old"));
    Files.writeString(root.resolve("rules/flood.md"), "Close the sluice.");
    Files.writeString(root.resolve("rules/flour.md"), "It keeps for a year.");
    Files.writeString(root.resolve("rules/old/ice.md"), "Stop the wheel.");
    SimpleGeneratorHostKeyProvider keys = new SimpleGeneratorHostKeyProvider();
    server.setHost("127.0.0.1");
    server.setPort(0);
    server.setKeyPairProvider(keys);
    server.setPasswordAuthenticator((user, password, session) -> password.equals("pass"));
    server.setFileSystemFactory(new VirtualFileSystemFactory(root));
    server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
    server.start();
    ImmutableMap<String, String> values =
        ImmutableMap.of(
            "host",
            "127.0.0.1",
            "port",
            String.valueOf(server.getPort()),
            "username",
            "user",
            "password",
            "pass",
            "host_key",
            KeyUtils.getFingerPrint(keys.loadKeys(null).iterator().next().getPublic()));
    return (OnlineDriveDatasource)
        provider()
            .open(
                context(
                    credentials(new Credential("default", "default", provider().id(), values))));
  }

  @Override
  protected DatasourceItem.DriveFile folder() {
    return new DatasourceItem.DriveFile("rules", true, null, "rules", Map.of());
  }

  @Override
  protected Optional<DatasourceItem.DriveFile> unknownFolder() {
    return Optional.of(new DatasourceItem.DriveFile("droughts", true, null, "x", Map.of()));
  }

  @Override
  protected DatasourceItem.DriveFile unknownFile() {
    return new DatasourceItem.DriveFile("rules/drought.md", false, null, "x", Map.of());
  }

  @AfterEach
  void stop() throws IOException {
    server.stop(true);
  }
}
