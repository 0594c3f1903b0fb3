package io.millrace.datasource.notion;

import io.millrace.testkit.notion.NotionServer;
import io.millrace.testkit.notion.Samples;
import java.io.IOException;

/**
 * Starts the server as a program, with a page of every block and a database of 2,000 rows, and
 * prints where it is. Ends with its process.
 */
public final class NotionServerProgram {
  private NotionServerProgram() {}

  public static void main(String[] arguments) throws IOException {
    NotionServer server =
        NotionServer.start(arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]));
    String page = Samples.fullPage(server.workspace());
    String database = Samples.deliveries(server.workspace(), 2_000);
    System.out.printf(
        "integration_secret=secret_valid%nbase_url=%s%npage=%s%ndatabase=%s%n",
        server.url(), page, database);
  }
}
