package io.millrace.knowledge;

import java.nio.file.Path;

/**
 * Opens a durable store in a directory.
 *
 * <p>Found with {@link java.util.ServiceLoader}. Needs a public no-argument constructor that opens
 * nothing.
 *
 * @since 0.1
 */
public interface KnowledgeStoreProvider {

  /** Returns this provider's id, unique among providers. */
  String id();

  /**
   * Opens the store in {@code directory}, which is created when missing.
   *
   * @throws KnowledgeException if another process holds it, if it is not a store, or if it is of a
   *     newer format; the message says which and what to do
   */
  KnowledgeStore open(Path directory);
}
