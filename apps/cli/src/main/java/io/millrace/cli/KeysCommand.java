package io.millrace.cli;

import io.millrace.server.key.ApiKey;
import io.millrace.server.key.ApiKeys;
import io.millrace.server.key.NewKey;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes, lists and revokes the keys of a store. */
@Command(
    name = "keys",
    description = "Makes, lists and revokes the keys with which clients use the server.",
    mixinStandardHelpOptions = true,
    subcommands = {KeysCommand.Create.class, KeysCommand.Show.class, KeysCommand.Revoke.class})
final class KeysCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return ExitCodes.BAD_INPUT;
  }

  /** Makes a key. */
  @Command(
      name = "create",
      description = "Makes a key and prints it: the only time that it is shown.",
      mixinStandardHelpOptions = true)
  static final class Create implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Parameters(
        paramLabel = "NAME",
        arity = "0..1",
        defaultValue = "key",
        description = "What the key is for.")
    String name = "key";

    @Option(
        names = "--workspace",
        paramLabel = "NAME",
        defaultValue = ApiKeys.DEFAULT_WORKSPACE,
        description = "Whose knowledge bases it opens (default: ${DEFAULT-VALUE}).")
    String workspace = ApiKeys.DEFAULT_WORKSPACE;

    @Mixin StoreOption store = new StoreOption();

    @Override
    public Integer call() {
      NewKey made = ApiKeys.of(store.directory).create(name, workspace);
      PrintWriter out = spec.commandLine().getOut();
      out.println(made.secret());
      out.flush();
      PrintWriter err = spec.commandLine().getErr();
      err.printf(
          "Key %s '%s' of workspace %s. Keep it now: only its hash is stored.%n",
          made.key().id(), made.key().name(), made.key().workspace());
      err.flush();
      return ExitCodes.SUCCEEDED;
    }
  }

  /** Lists keys. */
  @Command(name = "list", description = "Lists the keys.", mixinStandardHelpOptions = true)
  static final class Show implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Mixin StoreOption store = new StoreOption();

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      List<ApiKey> keys = ApiKeys.of(store.directory).list();
      keys.forEach(
          key ->
              out.printf(
                  "%s  %-12s %s  %s%n", key.id(), key.workspace(), key.createdAt(), key.name()));
      out.flush();
      return ExitCodes.SUCCEEDED;
    }
  }

  /** Revokes a key. */
  @Command(
      name = "revoke",
      description = "Revokes a key; a running server knows within a second.",
      mixinStandardHelpOptions = true)
  static final class Revoke implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "The key's id, as listed.")
    String id = "";

    @Mixin StoreOption store = new StoreOption();

    @Override
    public Integer call() {
      if (!ApiKeys.of(store.directory).revoke(id)) {
        throw new BadInputException(
            "No key '%s'. There are: %s"
                .formatted(
                    id, ApiKeys.of(store.directory).list().stream().map(ApiKey::id).toList()));
      }
      spec.commandLine().getOut().println("Revoked " + id);
      spec.commandLine().getOut().flush();
      return ExitCodes.SUCCEEDED;
    }
  }
}
