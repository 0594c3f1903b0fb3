package io.millrace.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code millrace} command. */
@Command(
    name = "millrace",
    description = "Runs Dify knowledge pipelines in this process: no server, no containers.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      RunCommand.class,
      CrawlCommand.class,
      SearchCommand.class,
      ServeCommand.class,
      KeysCommand.class,
      ValidateCommand.class,
      GraphCommand.class,
      PluginsCommand.class,
      DrivesCommand.class,
      CommandLine.HelpCommand.class
    })
public final class MillraceCommand {

  private MillraceCommand() {}

  /** Runs the command and ends the process with its exit code ({@link ExitCodes}). */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new MillraceCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new ErrorReport())
        .setUsageHelpWidth(100);
  }
}
