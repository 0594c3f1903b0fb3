package io.millrace.datasource;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.millrace.extractor.DocumentExtractor;
import io.millrace.file.FileStore;
import io.millrace.http.EgressGate;
import io.millrace.http.HttpTransport;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What an engine lends to a datasource.
 *
 * @param files keeps uploads and downloads
 * @param credentials signs in
 * @param http reaches other machines, through the engine's egress gate
 * @param allowedRoots files and folders below which local paths may be read; none by default
 * @param settings the host's settings for datasources, by name
 * @param egress the gate itself, for protocols that are not HTTP: connect to nothing that it did
 *     not return
 * @param extractor gets the text out of files that are not web pages, where one is installed
 * @param renderer shows pages that scripts make, where one is installed
 * @since 0.1
 */
public record DatasourceContext(
    FileStore files,
    CredentialStore credentials,
    HttpTransport http,
    ImmutableList<Path> allowedRoots,
    ImmutableMap<String, String> settings,
    EgressGate egress,
    Optional<DocumentExtractor> extractor,
    Optional<PageRenderer> renderer) {
  public DatasourceContext {
    requireNonNull(files, "files");
    requireNonNull(credentials, "credentials");
    requireNonNull(http, "http");
    requireNonNull(allowedRoots, "allowedRoots");
    requireNonNull(settings, "settings");
    requireNonNull(egress, "egress");
    requireNonNull(extractor, "extractor");
    requireNonNull(renderer, "renderer");
  }

  /** Lends no renderer. */
  public DatasourceContext(
      FileStore files,
      CredentialStore credentials,
      HttpTransport http,
      ImmutableList<Path> allowedRoots,
      ImmutableMap<String, String> settings,
      EgressGate egress,
      Optional<DocumentExtractor> extractor) {
    this(files, credentials, http, allowedRoots, settings, egress, extractor, Optional.empty());
  }

  /** Lends no extractor, and a gate for public addresses alone where a protocol is not HTTP. */
  public DatasourceContext(
      FileStore files,
      CredentialStore credentials,
      HttpTransport http,
      ImmutableList<Path> allowedRoots,
      ImmutableMap<String, String> settings) {
    this(
        files,
        credentials,
        http,
        allowedRoots,
        settings,
        EgressGate.publicOnly(),
        Optional.empty());
  }
}
