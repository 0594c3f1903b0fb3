package io.millrace.server.http;

import org.jspecify.annotations.Nullable;

/** Decides who may call. */
public interface Gate {

  /**
   * Returns who calls and counts the call as begun.
   *
   * @param authorization the header's value, or {@code null} without one
   * @throws ApiException 401 if it is not a key, 429 if the key has too many calls under way
   */
  Admission admit(@Nullable String authorization);

  /** A call that was let in. */
  interface Admission {
    /** Returns who calls. */
    Caller caller();

    /** Says that the call has ended; further calls of this do nothing. */
    void leave();
  }
}
