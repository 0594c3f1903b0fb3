package io.millrace.server.http;

import java.io.IOException;

/** Answers calls of one route, on a thread that may block for a moment. */
@FunctionalInterface
public interface Endpoint {
  Answer handle(Call call) throws IOException;
}
