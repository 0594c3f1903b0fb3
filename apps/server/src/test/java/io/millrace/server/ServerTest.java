package io.millrace.server;

import io.millrace.PipelineEngine;
import io.millrace.server.key.ApiKeys;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server with a key, and a knowledge base that has a published pipeline. */
@Timeout(600)
abstract class ServerTest {
  // on a busy machine everything takes long; what never comes fails all the same
  static {
    Awaitility.setDefaultTimeout(Duration.ofMinutes(2));
  }

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  protected Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  protected PipelineEngine engine;

  @SuppressWarnings("NullAway.Init") // set before each test
  protected MillraceServer server;

  @SuppressWarnings("NullAway.Init") // set before each test
  protected Http http;

  @SuppressWarnings("NullAway.Init") // set before each test
  protected String dataset;

  @BeforeEach
  void open() {
    engine = engine().build();
    String key = ApiKeys.of(folder).create("tests", "default").secret();
    server = settings(MillraceServer.builder(engine).directory(folder).port(0)).start();
    http = new Http(server.uri(), key).asDescribed();
    dataset = server.serve(Pipelines.general());
  }

  /** The engine's settings. */
  protected PipelineEngine.Builder engine() {
    return PipelineEngine.builder().discover().store(folder);
  }

  /** The server's settings; those of a test may differ. */
  protected MillraceServer.Builder settings(MillraceServer.Builder builder) {
    return builder;
  }

  @AfterEach
  void close() {
    server.close();
    engine.close();
  }

  protected String at(String path) {
    return "/v1/datasets/" + dataset + path;
  }

  /** The header that names the key, for requests that are written by hand. */
  protected String authorization() {
    return "Authorization: "
        + http.request("/").build().headers().firstValue("Authorization").orElseThrow();
  }

  /** A run's body for one file. */
  protected static String run(String reference, boolean published, String mode) {
    return """
    {"inputs":{},"datasource_type":"local_file",
     "datasource_info_list":[{"reference":"%s","name":"a.md"}],
     "start_node_id":"file","is_published":%s,"response_mode":"%s"}
    """
        .formatted(reference, published, mode);
  }
}
