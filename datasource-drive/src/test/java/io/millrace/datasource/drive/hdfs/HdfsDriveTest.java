package io.millrace.datasource.drive.hdfs;

import static io.millrace.datasource.drive.DriveBench.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.datasource.drive.DriveBench;
import io.millrace.datasource.drive.DriveContract;
import io.millrace.http.HttpCall;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.server.namenode.EditLogFileOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads a real HDFS, with its name node and a data node in this process. */
class HdfsDriveTest extends DriveContract {
  @SuppressWarnings("NullAway.Init")
  private MiniDFSCluster cluster;

  @SuppressWarnings("NullAway.Init")
  private FileSystem files;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    EditLogFileOutputStream.setShouldSkipFsyncForTesting(true);
    Configuration configuration = new Configuration();
    configuration.set("dfs.namenode.http-address", "127.0.0.1:0");
    configuration.set("dfs.datanode.hostname", "127.0.0.1");
    configuration.set("dfs.ls.limit", "10");
    configuration.set("dfs.datanode.directoryscan.interval", "-1");
    cluster = new MiniDFSCluster.Builder(configuration, folder.toFile()).numDataNodes(1).build();
    cluster.waitActive();
    files = cluster.getFileSystem();
  }

  @AfterAll
  void stop() throws IOException {
    files.close();
    cluster.shutdown();
  }

  private String endpoint() {
    return "http://127.0.0.1:" + cluster.getNameNode().getHttpAddress().getPort();
  }

  @Override
  protected DriveBench newBench() {
    return new DriveBench(
        "hdfs",
        Map.of("endpoint", endpoint(), "username", System.getProperty("user.name", "nobody")));
  }

  @Override
  protected @Nullable String bucket() {
    return null;
  }

  @Override
  protected String id(String path) {
    return "/" + path;
  }

  private static org.apache.hadoop.fs.Path at(String path) {
    return new org.apache.hadoop.fs.Path(null, null, "/" + path);
  }

  @Override
  protected void put(String path, byte[] content) throws IOException {
    try (OutputStream out = files.create(at(path), true)) {
      out.write(content);
    }
  }

  @Override
  protected void delete(String path) throws IOException {
    assertThat(files.delete(at(path), false)).isTrue();
  }

  @Override
  protected boolean isDownload(HttpCall call) {
    return String.valueOf(call.uri().getQuery()).contains("op=OPEN");
  }

  @Override
  protected List<String> signals() {
    return List.of("modified");
  }

  /** HDFS keeps no colon in a name. */
  @Override
  protected Stream<String> names() {
    return super.names().filter(name -> !name.contains(":"));
  }

  @Test
  void aFolderOfMoreFilesThanAPageIsReadPageByPage() {
    IntStream.range(0, 35).forEach(i -> unchecked(() -> put("many/" + i, "x")));
    assertThat(bench.ids(null, id(top + "many"))).hasSize(35);
    assertThat(bench.sent).hasSize(4);
  }

  @Test
  void aFileWithoutPermissionIsItsOwnOutcome() throws Exception {
    put("open.txt", "open");
    put("shut.txt", "shut");
    files.setPermission(at(top + "shut.txt"), new FsPermission((short) 0600));
    bench.credential("default", Map.of("endpoint", endpoint(), "username", "stranger"));
    assertThat(bench.ids(null, id(top))).hasSize(2);
    assertThat(bench.text(item("open.txt"))).isEqualTo("open");
    assertThatThrownBy(() -> bench.open().download(item("shut.txt")))
        .hasMessageContaining("No permission");
  }

  @Test
  void aFolderIsNoFileAndAFileIsNoFolder() throws Exception {
    put("a/one.txt", "1");
    assertThatThrownBy(() -> bench.open().download(file(null, id(top + "a"))))
        .hasMessageContaining("Please select a file");
    assertThatThrownBy(() -> bench.ids(null, id(top + "a/one.txt/")))
        .hasMessageContaining("is not a folder");
  }

  @Test
  void aNameNodeThatIsNotThereAndAPrivateOneAreNamed() {
    bench.setting("drive.retries", "1");
    bench.credential("default", Map.of("endpoint", "http://127.0.0.1:1"));
    assertThatThrownBy(() -> bench.ids(null, "/"))
        .hasMessageContaining("Network error when accessing HDFS");
    bench.credential("default", Map.of("endpoint", "http://10.1.2.3"));
    assertThatThrownBy(() -> bench.ids(null, "/")).hasMessageContaining("must not be reached");
  }
}
