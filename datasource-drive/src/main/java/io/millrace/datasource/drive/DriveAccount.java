package io.millrace.datasource.drive;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.failsafe.function.CheckedSupplier;
import io.millrace.datasource.Credential;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceException;
import io.millrace.http.EgressGate;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One credential of one provider, and what a drive needs beside it. Never shows a value.
 *
 * <p>Safe for use by many threads: a refreshed token takes the place of the old one for all.
 */
public final class DriveAccount {
  private final String service;
  private final DatasourceContext context;
  private final Retries retries;
  private volatile Credential credential;

  DriveAccount(String service, Credential credential, DatasourceContext context) {
    this.service = requireNonNull(service, "service");
    this.credential = requireNonNull(credential, "credential");
    this.context = context;
    this.retries = Retries.of(context.settings());
  }

  /** Returns the service's name for people. */
  public String service() {
    return service;
  }

  /** Returns a value that is there and not blank. */
  public Optional<String> value(String field) {
    return credential.value(field).filter(text -> !text.isBlank());
  }

  /** Returns a value or another one. */
  public String value(String field, String fallback) {
    return value(field).orElse(fallback);
  }

  /** Returns whether a field says {@code true}. */
  public boolean isSet(String field) {
    return value(field).filter(text -> text.strip().equalsIgnoreCase("true")).isPresent();
  }

  /**
   * Returns a value that must be there.
   *
   * @throws DatasourceException if it is not
   */
  public String required(String field) {
    return value(field)
        .orElseThrow(
            () ->
                DatasourceException.permanent(
                    "%s needs the credential field '%s'. Fields that were given: %s"
                        .formatted(service, field, credential.values().keySet()),
                    null));
  }

  /**
   * Returns an http or https address without a slash at its end.
   *
   * @throws DatasourceException if it is none
   */
  public URI address(String field, String fallback) {
    String text = value(field, fallback).strip();
    try {
      URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      String scheme = uri.getScheme();
      if (uri.getHost() != null && ("http".equals(scheme) || "https".equals(scheme))) {
        return uri;
      }
    } catch (URISyntaxException notOne) {
      // told below
    }
    throw DatasourceException.permanent(
        "%s: '%s' must be an http or https address with a host, such as %s"
            .formatted(service, field, fallback.isEmpty() ? "https://host:9000" : fallback),
        null);
  }

  /** Returns the parts of a value that is a list with commas. */
  public ImmutableList<String> list(String field) {
    return ImmutableList.copyOf(
        Splitter.on(',').trimResults().omitEmptyStrings().split(value(field, "")));
  }

  /** Returns how this account's HTTP calls are sent. */
  public Rest rest() {
    return new Rest(service, context.http(), retries);
  }

  /** Returns a connection, tried a few times where it is broken or nobody listens. */
  public <T> T connected(CheckedSupplier<T> connecting) throws IOException {
    return retries.connect(connecting);
  }

  /** Returns what decides about connections that are not HTTP. */
  public EgressGate egress() {
    return context.egress();
  }

  /** Returns the folders that the host allows to be read. */
  public ImmutableList<Path> allowedRoots() {
    return context.allowedRoots();
  }

  /** Returns the time. */
  public Clock clock() {
    return Clock.systemUTC();
  }

  /** Returns the credential as it now is. */
  Credential credential() {
    return credential;
  }

  /** Puts new values in the place of those with their names, here and in the store. */
  public synchronized void replace(Map<String, String> newer) {
    Map<String, String> values = new LinkedHashMap<>(credential.values());
    values.putAll(newer);
    credential =
        new Credential(
            credential.id(), credential.name(), credential.provider(), ImmutableMap.copyOf(values));
    context.credentials().replace(credential);
  }

  /** Takes over what someone else has stored meanwhile; returns whether that is another one. */
  public synchronized boolean reload() {
    Optional<Credential> stored = context.credentials().find(credential.id());
    if (stored.isEmpty() || stored.get().values().equals(credential.values())) {
      return false;
    }
    credential = stored.get();
    return true;
  }

  @Override
  public String toString() {
    return "DriveAccount[" + service + ", " + credential + "]";
  }
}
