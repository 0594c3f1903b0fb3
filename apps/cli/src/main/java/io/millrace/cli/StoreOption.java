package io.millrace.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where knowledge bases are kept; shared by the commands that use them. */
final class StoreOption {
  @Option(
      names = "--store",
      paramLabel = "DIR",
      defaultValue = ".millrace",
      description =
          "Directory of the knowledge bases; made when missing (default: ${DEFAULT-VALUE}).")
  Path directory = Path.of(".millrace");
}
