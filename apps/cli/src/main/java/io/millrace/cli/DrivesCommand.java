package io.millrace.cli;

import io.millrace.datasource.CredentialField;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.drive.DriveProvider;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the drives that can be read, and what they want to be signed in to. */
@Command(
    name = "drives",
    description = "Lists the drives that a run can read with --drive, and their credential keys.",
    mixinStandardHelpOptions = true)
final class DrivesCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    providers().forEach(provider -> print(provider, out));
    out.flush();
    return ExitCodes.SUCCEEDED;
  }

  /**
   * Refuses the name of a drive that there is none of.
   *
   * @throws BadInputException with the names that there are
   */
  static void check(String name) {
    List<DriveProvider> all = providers();
    if (all.stream().noneMatch(one -> one.id().equals(name) || one.aliases().contains(name))) {
      throw new BadInputException(
          "--drive %s: there is no such drive. Choose one of %s; 'millrace drives' says more"
              .formatted(name, all.stream().map(DriveProvider::id).toList()));
    }
  }

  private static List<DriveProvider> providers() {
    return ServiceLoader.load(DatasourceProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(DriveProvider.class::isInstance)
        .map(DriveProvider.class::cast)
        .sorted(Comparator.comparing(DriveProvider::id))
        .toList();
  }

  private static void print(DriveProvider provider, PrintWriter out) {
    List<String> others = provider.aliases().stream().sorted().toList();
    out.printf(
        "%s%s: %s, %s%n",
        provider.id(),
        others.isEmpty() ? "" : " (" + String.join(", ", others) + ")",
        provider.service(),
        provider.reachedBy());
    for (CredentialField field : provider.credentialFields()) {
      out.printf(
          "  %-22s %s%s%s%n",
          field.name(),
          field.required() ? "required; " : "",
          field.secret() ? "secret; " : "",
          field.help());
    }
  }
}
