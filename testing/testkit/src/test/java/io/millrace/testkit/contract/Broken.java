package io.millrace.testkit.contract;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Makes a port that does one thing wrong and the rest as a good one does. */
final class Broken {
  private Broken() {}

  /** What a call gives instead. */
  @FunctionalInterface
  interface Defect {
    @Nullable Object call(Object[] arguments) throws Throwable;
  }

  static <T> T one(Class<T> port, T good, String method, Defect defect) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, called, given) -> {
              Object[] arguments = given == null ? new Object[0] : given;
              if (called.getName().equals(method)) {
                return defect.call(arguments);
              }
              try {
                return called.invoke(good, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
