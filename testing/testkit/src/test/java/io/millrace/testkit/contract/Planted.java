package io.millrace.testkit.contract;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the defect of the moment is planted: in every port that a {@link Stages stage} hands out.
 */
final class Planted {
  /** The defect, or {@code null} for plugins that are good. */
  static volatile @Nullable Defect<?> current;

  private Planted() {}

  /** Returns the good implementation of a port, with the defect if it is one of that port. */
  static <T> T in(Class<T> port, T good) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, given) -> {
              Object[] arguments = given == null ? new Object[0] : given;
              Defect<?> defect = current;
              return defect != null
                      && defect.port() == port
                      && defect.method().equals(method.getName())
                  ? wrong(defect, good, method, arguments)
                  : real(good, method, arguments);
            }));
  }

  @SuppressWarnings("unchecked") // the port is that of the defect
  private static <T> @Nullable Object wrong(
      Defect<?> defect, T good, Method method, Object[] arguments) throws Throwable {
    return ((Defect<T>) defect)
        .wrong()
        .call(
            good,
            new Defect.Call() {
              @Override
              public Object[] arguments() {
                return arguments;
              }

              @Override
              public Object real() throws Throwable {
                return Objects.requireNonNullElse(Planted.real(good, method, arguments), "");
              }
            });
  }

  private static @Nullable Object real(Object good, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(good, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
