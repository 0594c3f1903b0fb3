package io.millrace;

import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.DatasourceItem;
import io.millrace.error.MillraceException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the engine and a datasource plugin: whatever the plugin does wrong becomes a
 * {@link DatasourceException} that names it.
 *
 * @param name how pipeline files call the plugin
 * @param plugin its class
 * @param threads where expansions are waited for
 * @param maxMillis how long an expansion may take for its next item
 */
record Containment(String name, Class<?> plugin, ExecutorService threads, long maxMillis) {
  private static final int MOST_AHEAD = 16;
  private static final long AHEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /**
   * Makes a call of the plugin on this thread.
   *
   * @param what the method, for messages
   */
  <T> T call(String what, Callable<@Nullable T> call) {
    return PluginCall.make(what, call, this::defect);
  }

  private MillraceException failed(String what, Throwable cause) {
    return PluginCall.failed(what, cause, this::defect);
  }

  /** Returns the exception that says what the plugin did wrong. */
  DatasourceException defect(String what, @Nullable Throwable cause) {
    return DatasourceException.permanent(
        PluginCall.sentence("Datasource '%s'".formatted(name), what, plugin), cause);
  }

  /**
   * Expands an item lazily. The plugin's stream is read on a thread of its own, a few items ahead,
   * so that one that hangs holds nothing but that thread.
   */
  <T> Stream<T> expand(Callable<@Nullable Stream<T>> expansion) {
    Ahead<T> ahead = new Ahead<>(this, expansion);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(ahead, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(ahead::close);
  }

  private <T> T inTime(Callable<T> call) {
    Future<T> answer;
    try {
      answer = threads.submit(call);
    } catch (RejectedExecutionException e) {
      throw DatasourceException.retriable("The engine is closing", e);
    }
    try {
      return answer.get(maxMillis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw defect(
          "gave no further item for %.1f s, the limit for one node".formatted(maxMillis / 1e3), e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw DatasourceException.retriable("Datasource '%s' was interrupted".formatted(name), e);
    } catch (ExecutionException | CancellationException e) {
      if (e.getCause() instanceof MillraceException known) {
        throw known;
      }
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw failed("expand", cause);
    }
  }

  /** Items of an expansion, read ahead; used by one thread at a time. */
  private static final class Ahead<T> implements Iterator<T> {
    private final Containment plugin;
    private final Callable<@Nullable Stream<T>> expansion;
    private final Queue<T> items = new ArrayDeque<>();
    private final Rounds rounds = new Rounds();
    private volatile @Nullable Stream<T> stream;
    private @Nullable Iterator<T> source;
    private boolean ended;
    private @Nullable RuntimeException failure;

    Ahead(Containment plugin, Callable<@Nullable Stream<T>> expansion) {
      this.plugin = plugin;
      this.expansion = expansion;
    }

    @Override
    public boolean hasNext() {
      if (items.isEmpty() && failure != null) {
        RuntimeException thrown = failure;
        failure = null;
        ended = true;
        throw thrown;
      }
      if (items.isEmpty() && !ended) {
        var unused = plugin.inTime(this::fill);
        return hasNext();
      }
      return !items.isEmpty();
    }

    /** Reads one item, and more while they come at once. */
    private boolean fill() {
      long begun = System.nanoTime();
      try {
        Iterator<T> from = source;
        if (from == null) {
          Stream<T> opened = plugin.call("expand", expansion);
          stream = opened;
          from = opened.iterator();
          source = from;
        }
        do {
          if (!from.hasNext()) {
            ended = true;
            break;
          }
          T item = from.next();
          if (item == null) {
            throw plugin.defect("gave a null item", null);
          } else if (rounds.goOnWith(identity(item))) {
            throw plugin.defect("gives the same items again and again", null);
          }
          items.add(item);
        } while (items.size() < MOST_AHEAD && System.nanoTime() - begun < AHEAD_NANOS);
      } catch (RuntimeException e) {
        failure = e instanceof MillraceException ? e : plugin.failed("expand", e);
      }
      return true;
    }

    private static Object identity(Object item) {
      return item instanceof DatasourceItem known ? known.identity() : item;
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return items.remove();
    }

    void close() {
      Stream<T> opened = stream;
      if (opened != null) {
        opened.close();
      }
    }
  }
}
