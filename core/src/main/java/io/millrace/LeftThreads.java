package io.millrace;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the threads that plugins began while an engine was open and did not end: such a thread
 * keeps the program from ending unless it is a daemon.
 */
final class LeftThreads {
  private static final Logger log = LoggerFactory.getLogger(LeftThreads.class);

  private final Set<Long> before = all().map(Thread::getId).collect(Collectors.toUnmodifiableSet());

  private static Stream<Thread> all() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] threads = new Thread[2 * root.activeCount() + 16];
    return Stream.of(threads).limit(root.enumerate(threads));
  }

  /** Logs each thread that is there now, was not before, and runs code of one of the plugins. */
  void report(Collection<?> plugins) {
    Map<String, String> names =
        plugins.stream()
            .map(Object::getClass)
            .collect(Collectors.toMap(Class::getName, Class::getPackageName, (one, same) -> one));
    all()
        .filter(thread -> !thread.isDaemon() && !before.contains(thread.getId()))
        .forEach(
            thread ->
                culprits(names, thread)
                    .forEach(
                        plugin ->
                            log.warn(
                                "Plugin {} left thread '{}' running after the engine was closed;"
                                    + " it keeps the program from ending",
                                plugin,
                                thread.getName())));
  }

  private static Set<String> culprits(Map<String, String> plugins, Thread thread) {
    Set<String> classes = new HashSet<>(Set.of(thread.getClass().getName()));
    for (StackTraceElement frame : thread.getStackTrace()) {
      classes.add(frame.getClassName());
    }
    return plugins.entrySet().stream()
        .filter(
            plugin ->
                !plugin.getValue().startsWith("java")
                    && classes.stream().anyMatch(c -> c.startsWith(plugin.getValue() + ".")))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
