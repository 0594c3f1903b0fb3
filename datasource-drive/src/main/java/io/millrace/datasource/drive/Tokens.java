package io.millrace.datasource.drive;

import io.millrace.datasource.DatasourceException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where a drive gets the token that its calls are signed in with. */
@FunctionalInterface
public interface Tokens {

  /**
   * Returns a token.
   *
   * @param rejected one that the service has just refused, or {@code null}; another one is wanted
   * @throws DatasourceException if there is none, or no other one
   */
  String token(@Nullable String rejected) throws IOException;
}
