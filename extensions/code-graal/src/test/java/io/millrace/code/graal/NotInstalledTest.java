package io.millrace.code.graal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Splitter;
import io.millrace.node.CodeExecutorProvider;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotInstalledTest {

  @Test
  void theProviderIsFoundOnTheClassPathWithItsLanguages() {
    assertThat(ServiceLoader.load(CodeExecutorProvider.class))
        .singleElement()
        .satisfies(
            provider -> assertThat(provider.languages()).containsExactly("javascript", "python3"));
  }

  @ParameterizedTest
  @CsvSource({"javascript, js-community", "python3, python-community"})
  void codeInALanguageThatIsMissingNamesTheDependencyToAdd(String language, String artifact)
      throws Exception {
    try (URLClassLoader loader = new URLClassLoader(withoutLanguages(), platform())) {
      Object provider = loaded(loader, GraalCodeProvider.class).getConstructor().newInstance();
      Object executor =
          method(provider.getClass(), "open", String.class).invoke(provider, language);
      Class<?> contract = loader.loadClass("io.millrace.node.CodeExecutor");
      Class<?> requestClass = loader.loadClass("io.millrace.node.CodeExecutor$Request");
      BooleanSupplier no = () -> false;
      Object request =
          requestClass
              .getConstructor(String.class, Map.class, Instant.class, BooleanSupplier.class)
              .newInstance("", Map.of(), Instant.now().plus(Calls.PATIENCE), no);

      assertThatThrownBy(
              () -> contract.getMethod("execute", requestClass).invoke(executor, request))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .hasMessageContaining("org.graalvm.polyglot:" + artifact)
          .satisfies(
              failure ->
                  assertThat(failure.getClass().getSimpleName())
                      .isEqualTo("CodeExecutionException"));
    }
  }

  private static Class<?> loaded(ClassLoader loader, Class<?> type) throws ClassNotFoundException {
    return loader.loadClass(type.getName());
  }

  private static Method method(Class<?> type, String name, Class<?>... parameters)
      throws NoSuchMethodException {
    return type.getMethod(name, parameters);
  }

  private static ClassLoader platform() {
    return ClassLoader.getPlatformClassLoader();
  }

  private static URL[] withoutLanguages() throws Exception {
    List<URL> urls = new ArrayList<>();
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
    for (String entry : Splitter.on(File.pathSeparator).split(classPath)) {
      if (!entry.contains("js-language") && !entry.contains("python-")) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    return urls.toArray(URL[]::new);
  }
}
