package io.millrace.node.http;

import io.millrace.http.HttpBody;
import org.jspecify.annotations.Nullable;

/**
 * A body ready to be sent.
 *
 * @param body or {@code null} for none
 * @param shown what events show of it
 */
record RequestBody(@Nullable HttpBody body, String shown) {
  static final RequestBody NONE = new RequestBody(null, "");
}
