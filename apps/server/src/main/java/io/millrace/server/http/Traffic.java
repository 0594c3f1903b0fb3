package io.millrace.server.http;

/** Is told of every answered call. */
@FunctionalInterface
public interface Traffic {
  void answered(String operation, int status, long nanos);
}
