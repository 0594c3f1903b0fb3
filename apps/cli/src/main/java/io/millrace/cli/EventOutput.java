package io.millrace.cli;

/** What {@code --events} prints. */
enum EventOutput {
  /** One documented event a line, and nothing else on standard output. */
  NDJSON,
  /** One readable line an event. */
  PRETTY,
  NONE
}
