package io.millrace.datasource.drive;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.SftpModuleProperties;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** Apache MINA's SFTP server in this process, over a folder. */
final class SftpServer implements AutoCloseable {
  private static final KeyPair KEYS = keys();
  private final SshServer server = SshServer.setUpDefaultServer();

  SftpServer(Path root) throws IOException {
    server.setHost("127.0.0.1");
    server.setPort(0);
    server.setKeyPairProvider(KeyPairProvider.wrap(KEYS));
    server.setPasswordAuthenticator((user, password, session) -> password.equals("pass"));
    server.setFileSystemFactory(new VirtualFileSystemFactory(root));
    server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
    server.start();
  }

  /** One for all of them: making a key takes long. */
  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  Map<String, String> credential() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("host", "127.0.0.1");
    values.put("port", String.valueOf(server.getPort()));
    values.put("username", "user");
    values.put("password", "pass");
    values.put("host_key", KeyUtils.getFingerPrint(KEYS.getPublic()));
    return values;
  }

  /** Tells of links, as OpenSSH does. */
  void showLinks() {
    SftpModuleProperties.AUTO_FOLLOW_LINKS.set(server, false);
  }

  /** Ends all sessions, as a server that is started anew does. */
  void endSessions() {
    server.getActiveSessions().forEach(session -> session.close(true));
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
  }
}
