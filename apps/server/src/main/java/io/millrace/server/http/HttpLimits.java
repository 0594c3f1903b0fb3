package io.millrace.server.http;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How much one request may be, and how long it may take to arrive.
 *
 * @param maxBodyBytes of a body that is not a form
 * @param maxFileBytes of one file of a form
 * @param maxFormBytes of a whole form
 * @param maxParts of a form
 * @param bodyTimeout for a whole body to arrive
 * @param formTimeout for a whole form to arrive
 * @param headTimeout for a whole request line and headers to arrive, from the opening of the
 *     connection or the end of the answer before
 * @param idleTimeout without a byte in either direction
 * @param maxConnections at once
 * @param spool where files of forms are until they are stored; emptied when the server starts
 */
public record HttpLimits(
    long maxBodyBytes,
    long maxFileBytes,
    long maxFormBytes,
    int maxParts,
    Duration bodyTimeout,
    Duration formTimeout,
    Duration headTimeout,
    Duration idleTimeout,
    int maxConnections,
    Path spool) {

  static final int MAX_HEADER_BYTES = 16 << 10;
  static final int MAX_PART_HEADER_BYTES = 8 << 10;
  static final int MAX_MEMORY_PART_BYTES = 16 << 10;
}
