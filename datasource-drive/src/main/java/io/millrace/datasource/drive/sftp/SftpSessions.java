package io.millrace.datasource.drive.sftp;

import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.drive.DriveAccount;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.jspecify.annotations.Nullable;

/**
 * One SSH session, opened when it is first needed and again when it broke; each reading has a
 * channel of its own in it. Connects only to an address that the gate returned.
 */
final class SftpSessions implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final Duration IDLE = Duration.ofSeconds(60);

  private final DriveAccount account;
  private @Nullable SshClient client;
  private @Nullable ClientSession session;

  SftpSessions(DriveAccount account) {
    this.account = account;
  }

  /** Opens a channel; the caller closes it. */
  SftpClient open() throws IOException {
    return account.connected(() -> SftpClientFactory.instance().createSftpClient(session()));
  }

  private synchronized ClientSession session() throws IOException {
    ClientSession open = session;
    if (open == null || !open.isOpen()) {
      open = connect();
      session = open;
    }
    return open;
  }

  private ClientSession connect() throws IOException {
    String host = account.required("host").strip();
    String user = account.required("username");
    InetAddress address;
    try {
      address = account.egress().resolve(host).get(0);
    } catch (UnknownHostException e) {
      throw DatasourceException.permanent(
          "Network error when accessing SFTP: the host '%s' is not known".formatted(host), e);
    }
    boolean[] refusedKey = {false};
    SshClient ssh = client;
    if (ssh == null) {
      ssh = SshClient.setUpDefaultClient();
      // nothing of this machine's user: no ~/.ssh/config, keys or agent
      ssh.setHostConfigEntryResolver(
          org.apache.sshd.client.config.hosts.HostConfigEntryResolver.EMPTY);
      ssh.setKeyIdentityProvider(
          org.apache.sshd.common.keyprovider.KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
      CoreModuleProperties.IDLE_TIMEOUT.set(ssh, IDLE);
      ssh.start();
      client = ssh;
    }
    ssh.setServerKeyVerifier(verifier(refusedKey));
    ClientSession opened;
    try {
      InetSocketAddress at = new InetSocketAddress(address, port());
      opened = ssh.connect(user, at).verify(CONNECT).getSession();
    } catch (IOException e) {
      throw new IOException(
          "Network error when accessing SFTP: %s: %s".formatted(host, e.getMessage()), e);
    }
    try {
      identify(opened);
      opened.auth().verify(CONNECT);
      return opened;
    } catch (IOException e) {
      opened.close(true);
      if (refusedKey[0]) {
        throw DatasourceException.permanent(
            "The SFTP server at '%s' has another key than host_key says. If that is meant, correct host_key"
                .formatted(host),
            null);
      }
      throw DatasourceException.permanent(
          "The SFTP server at '%s' does not let '%s' in: %s. Check password or private_key"
              .formatted(host, user, e.getMessage()),
          e);
    }
  }

  private int port() {
    String text = account.value("port", "22").strip();
    if (!text.matches("[0-9]{1,5}")) {
      throw DatasourceException.permanent("SFTP: 'port' must be a number", null);
    }
    return Integer.parseInt(text);
  }

  private ServerKeyVerifier verifier(boolean[] refused) {
    String wanted = account.value("host_key").map(String::strip).orElse(null);
    return (open, address, key) -> {
      boolean good = wanted == null || isSame(wanted, key);
      refused[0] |= !good;
      return good;
    };
  }

  private static boolean isSame(String fingerprint, PublicKey key) {
    return Boolean.TRUE.equals(KeyUtils.checkFingerPrint(fingerprint, key).getKey());
  }

  private void identify(ClientSession opened) throws IOException {
    account.value("password").ifPresent(opened::addPasswordIdentity);
    String key = account.value("private_key").orElse(null);
    if (key == null) {
      return;
    }
    try {
      Iterable<KeyPair> pairs =
          SecurityUtils.loadKeyPairIdentities(
              opened,
              NamedResource.ofName("private_key"),
              new ByteArrayInputStream(key.getBytes(StandardCharsets.UTF_8)),
              FilePasswordProvider.of(account.value("passphrase", "")));
      for (KeyPair pair : pairs == null ? List.<KeyPair>of() : pairs) {
        opened.addPublicKeyIdentity(pair);
      }
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new IOException("the private_key cannot be read", e);
    }
  }

  @Override
  public synchronized void close() {
    if (session != null) {
      session.close(true);
    }
    if (client != null) {
      client.stop();
      client = null;
    }
  }
}
