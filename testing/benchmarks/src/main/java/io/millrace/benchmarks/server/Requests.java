package io.millrace.benchmarks.server;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The requests that clients send, as bytes. */
final class Requests {
  private final ServerProcess server;

  Requests(ServerProcess server) {
    this.server = server;
  }

  /** Returns the path of a run. */
  String runPath(String pipeline, boolean numbered) {
    return "/v1/datasets/%s/pipeline/run%s"
        .formatted(server.dataset(pipeline), numbered ? "?event_ids=true" : "");
  }

  /** Returns the body of a run over one of the uploaded texts. */
  String runBody(int file, boolean published, String mode) {
    return """
    {"inputs":{},"datasource_type":"local_file","datasource_info_list":[\
    {"reference":"%s","name":"text.md"}],"start_node_id":"file","is_published":%s,\
    "response_mode":"%s"}\
    """
        .formatted(server.files().get(file % server.files().size()), published, mode);
  }

  /**
   * Returns a whole request.
   *
   * @param version {@code 1.0} for an answer without chunks that ends with its connection
   */
  byte[] run(String version, String pipeline, int file, boolean published, String mode) {
    String body = runBody(file, published, mode);
    return (head(version, "POST", runPath(pipeline, mode.equals("streaming")))
            + "Content-Type: application/json\r\nContent-Length: "
            + body.getBytes(UTF_8).length
            + "\r\n\r\n"
            + body)
        .getBytes(UTF_8);
  }

  /** Returns a request for the events of a run that come after one that was seen. */
  byte[] replay(String pipeline, String run, int seen) {
    return (head(
                "1.0",
                "GET",
                "/v1/datasets/%s/pipeline/runs/%s/events".formatted(server.dataset(pipeline), run))
            + "Last-Event-ID: "
            + seen
            + "\r\n\r\n")
        .getBytes(UTF_8);
  }

  byte[] metrics() {
    return (head("1.0", "GET", "/v1/metrics") + "\r\n").getBytes(UTF_8);
  }

  /** Returns the head of an upload, its part's head included. */
  byte[] uploadHead(long fileBytes) {
    String part =
        String.join(
            "\r\n",
            "--b",
            "Content-Disposition: form-data; name=\"file\"; filename=\"a.bin\"",
            "Content-Type: application/octet-stream",
            "",
            "");
    return (head("1.1", "POST", "/v1/datasets/pipeline/file-upload")
            + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: "
            + (part.length() + fileBytes + uploadTail().length)
            + "\r\n\r\n"
            + part)
        .getBytes(UTF_8);
  }

  byte[] uploadTail() {
    return "\r\n--b--\r\n".getBytes(UTF_8);
  }

  private String head(String version, String method, String path) {
    return "%s %s HTTP/%s\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
        .formatted(method, path, version, server.key());
  }
}
