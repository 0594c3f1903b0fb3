package io.millrace.modulepath;

import io.millrace.PipelineEngine;
import io.millrace.datasource.DatasourceProvider;
import java.util.ServiceLoader;

/** Started by {@link ModulePathTest} with our jars on the module path. */
final class ModulePathProgram {
  private ModulePathProgram() {}

  public static void main(String[] arguments) {
    System.out.println("engine in " + PipelineEngine.class.getModule().getName());
    ServiceLoader.load(DatasourceProvider.class)
        .forEach(
            provider ->
                System.out.println(
                    provider.id() + " in " + provider.getClass().getModule().getName()));
    try (PipelineEngine engine = PipelineEngine.create()) {
      engine.plugins().forEach(System.out::println);
    }
  }
}
