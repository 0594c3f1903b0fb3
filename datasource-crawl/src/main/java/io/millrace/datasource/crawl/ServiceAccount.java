package io.millrace.datasource.crawl;

import io.millrace.datasource.Credential;
import io.millrace.datasource.DatasourceException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * How a service is reached.
 *
 * @param headers with the key, where there is one
 * @param address of an own installation, where the credential names one
 */
record ServiceAccount(Map<String, String> headers, Optional<String> address) {

  /** Returns the account of a credential that has a key, or says where the service is. */
  static Optional<ServiceAccount> of(Credential credential, String keyField) {
    Optional<String> key = given(credential, keyField);
    Optional<String> address = given(credential, "base_url");
    return key.isEmpty() && address.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ServiceAccount(
                key.map(secret -> Map.of("Authorization", "Bearer " + secret)).orElse(Map.of()),
                address));
  }

  static Optional<String> given(Credential credential, String field) {
    return credential.value(field).filter(text -> !text.isBlank());
  }

  /** Returns where the service is, without slashes at the end. */
  String base(String usual) {
    return address.orElse(usual).replaceAll("/+$", "");
  }

  /**
   * Returns an address that a credential's field gives.
   *
   * @throws DatasourceException if it is none
   */
  static URI uri(String text, String field) {
    WebAddress address = WebAddress.parse(text);
    if (address == null) {
      throw DatasourceException.permanent(
          "The credential's %s is not an http or https address. Give a full URL".formatted(field),
          null);
    }
    return URI.create(text.strip());
  }
}
