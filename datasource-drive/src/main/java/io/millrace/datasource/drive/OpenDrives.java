package io.millrace.datasource.drive;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.RemovalNotification;
import com.google.common.collect.ImmutableMap;
import io.millrace.datasource.Credential;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The drives that are signed in to, one for each credential; a changed credential signs in anew.
 */
final class OpenDrives implements AutoCloseable {
  private static final int MAX_OPEN = 64;

  private final DriveProvider provider;
  private final DatasourceContext context;
  private final Cache<String, Open> open =
      CacheBuilder.newBuilder()
          .maximumSize(MAX_OPEN)
          .removalListener(
              (RemovalNotification<String, Open> gone) -> {
                if (gone.getValue() != null) {
                  gone.getValue().drive().close();
                }
              })
          .build();

  OpenDrives(DriveProvider provider, DatasourceContext context) {
    this.provider = provider;
    this.context = context;
  }

  private record Open(Credential stored, DriveAccount account, Drive drive) {

    /** Whether it was made of this credential, or has itself refreshed it to what it is. */
    boolean isOf(Credential credential) {
      return stored.values().equals(credential.values())
          || account.credential().values().equals(credential.values());
    }
  }

  /** Returns the drive of a credential, or of the default one; without any, of an empty one. */
  Drive of(@Nullable String credentialId) {
    Credential credential = find(credentialId);
    synchronized (this) {
      Open already = open.getIfPresent(credential.id());
      if (already != null && already.isOf(credential)) {
        return already.drive();
      }
      DriveAccount account = new DriveAccount(provider.service(), credential, context);
      Drive drive = provider.connect(account);
      open.put(credential.id(), new Open(credential, account, drive));
      return drive;
    }
  }

  private Credential find(@Nullable String id) {
    if (id == null) {
      return context
          .credentials()
          .defaultFor(provider.id())
          .or(
              () ->
                  provider.aliases().stream()
                      .flatMap(alias -> context.credentials().defaultFor(alias).stream())
                      .findFirst())
          .orElseGet(() -> new Credential("", "none", provider.id(), ImmutableMap.of()));
    }
    Credential found =
        context
            .credentials()
            .find(id)
            .orElseThrow(
                () ->
                    DatasourceException.permanent(
                        "No credential '%s' is stored. Store it, or leave credential_id out to use %s's default one"
                            .formatted(id, provider.id()),
                        null));
    Set<String> names = provider.aliases();
    if (!found.provider().equals(provider.id()) && !names.contains(found.provider())) {
      throw DatasourceException.permanent(
          "Credential '%s' is one of %s, not of %s".formatted(id, found.provider(), provider.id()),
          null);
    }
    return found;
  }

  @Override
  public void close() {
    open.invalidateAll();
  }
}
