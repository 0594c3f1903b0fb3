package io.millrace.server.key;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A key as it is kept: the key itself is not known to anybody but its holder.
 *
 * @param id names it in lists and logs
 * @param name what it is for
 * @param workspace whose knowledge bases it opens
 * @param sha256 of the key, in lower-case hex; a key has 190 random bits, so that a slow hash would
 *     add nothing
 * @param createdAt when it was made
 */
public record ApiKey(String id, String name, String workspace, String sha256, Instant createdAt) {
  public ApiKey {
    requireNonNull(id, "id");
    requireNonNull(name, "name");
    requireNonNull(workspace, "workspace");
    requireNonNull(sha256, "sha256");
    requireNonNull(createdAt, "createdAt");
  }

  /** Leaves out the hash. */
  @Override
  public String toString() {
    return "ApiKey[" + id + ", '" + name + "', workspace " + workspace + "]";
  }
}
