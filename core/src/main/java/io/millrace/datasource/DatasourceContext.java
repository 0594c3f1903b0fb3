package io.millrace.datasource;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.millrace.file.FileStore;
import io.millrace.http.HttpTransport;
import java.nio.file.Path;

/**
 * What an engine lends to a datasource.
 *
 * @param files keeps uploads and downloads
 * @param credentials signs in
 * @param http reaches other machines, through the engine's egress gate
 * @param allowedRoots files and folders below which local paths may be read; none by default
 * @param settings the host's settings for this provider, by name
 * @since 0.1
 */
public record DatasourceContext(
    FileStore files,
    CredentialStore credentials,
    HttpTransport http,
    ImmutableList<Path> allowedRoots,
    ImmutableMap<String, String> settings) {
  public DatasourceContext {
    requireNonNull(files, "files");
    requireNonNull(credentials, "credentials");
    requireNonNull(http, "http");
    requireNonNull(allowedRoots, "allowedRoots");
    requireNonNull(settings, "settings");
  }
}
