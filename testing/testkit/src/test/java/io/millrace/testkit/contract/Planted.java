package io.millrace.testkit.contract;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Where the defect of the moment is planted: in every port that the contract tests of this package
 * hand out. Without a defect these ports are good.
 */
final class Planted {
  private static volatile @Nullable Defect<?> current;
  private static volatile CountDownLatch takenOut = new CountDownLatch(0);

  private Planted() {}

  static void plant(Defect<?> defect) {
    takenOut = new CountDownLatch(1);
    current = defect;
  }

  /** Takes the defect out and lets go whom it holds. */
  static void takeOut() {
    current = null;
    takenOut.countDown();
  }

  /** Returns what opens when the defect of the moment is taken out. */
  static CountDownLatch takenOut() {
    return takenOut;
  }

  /** Returns the good implementation of a port, with the defect if it is one of that port. */
  static <T> T in(Class<T> port, T good) {
    return proxy(
        port,
        (method, arguments) -> {
          Defect<?> defect = current;
          return defect != null && defect.port() == port && defect.method().equals(method.getName())
              ? wrong(defect, good, method, arguments)
              : real(good, method, arguments);
        });
  }

  /** Returns a port that answers every call with that failure, unless the defect answers. */
  static <T> T failing(Class<T> port, RuntimeException failure) {
    return in(
        port,
        proxy(
            port,
            (method, arguments) -> {
              throw failure;
            }));
  }

  private static <T> T proxy(Class<T> port, Answers answers) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, given) ->
                answers.answer(method, given == null ? new Object[0] : given)));
  }

  @FunctionalInterface
  private interface Answers {
    @Nullable Object answer(Method method, Object[] arguments) throws Throwable;
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
