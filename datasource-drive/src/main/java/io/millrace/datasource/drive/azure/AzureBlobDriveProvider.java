package io.millrace.datasource.drive.azure;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import io.millrace.datasource.CredentialField;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.drive.Drive;
import io.millrace.datasource.drive.DriveAccount;
import io.millrace.datasource.drive.DriveProvider;
import io.millrace.datasource.drive.OAuth;
import io.millrace.datasource.drive.OAuthTokens;
import io.millrace.datasource.drive.Rest;
import io.millrace.datasource.drive.SignedIn;
import io.millrace.datasource.drive.UrlText;
import java.net.URI;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Offers Azure Blob Storage (spec/05 §9).
 *
 * @since 0.1
 */
public final class AzureBlobDriveProvider extends DriveProvider {
  private static final Pattern ACCOUNT = Pattern.compile("[a-z0-9]{3,24}");

  private static final String SCOPE = "https://storage.azure.com/user_impersonation offline_access";
  private static final ImmutableMap<String, String> LOGINS =
      ImmutableMap.of(
          "global", "login.microsoftonline.com",
          "china", "login.chinacloudapi.cn",
          "us_government", "login.microsoftonline.us",
          "germany", "login.microsoftonline.de");

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public AzureBlobDriveProvider() {}

  @Override
  public String id() {
    return "azure_blob";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("azblob");
  }

  @Override
  public String service() {
    return "Azure Blob Storage";
  }

  @Override
  public String reachedBy() {
    return "Blob service REST over HTTP";
  }

  @Override
  public List<CredentialField> credentialFields() {
    return OAuth.fields(
        field("account_name", false, "3 to 24 lower-case letters and digits"),
        secret("account_key", false, "Key of the account, in place of tokens"),
        secret("sas_token", false, "Shared access signature, in place of the key"),
        secret("connection_string", false, "Name, key or signature, and endpoint in one"),
        field("endpoint_suffix", false, "core.windows.net by default"),
        field("tenant_id", false, "Whose tokens are refreshed; organizations by default"),
        field(
            "cloud_environment", false, "Where: global by default, or one of " + LOGINS.keySet()));
  }

  @Override
  protected Drive connect(DriveAccount account) {
    Map<String, String> parts = connectionString(account.value("connection_string", ""));
    String name = account.value("account_name", parts.getOrDefault("AccountName", "")).strip();
    String key = account.value("account_key", parts.getOrDefault("AccountKey", "")).strip();
    String sas =
        account.value("sas_token", parts.getOrDefault("SharedAccessSignature", "")).strip();
    if (!ACCOUNT.matcher(name).matches()) {
      throw DatasourceException.permanent(
          "Azure Blob Storage needs account_name (3 to 24 of a-z and 0-9), or a connection_string",
          null);
    }
    String suffix =
        account.value("endpoint_suffix", parts.getOrDefault("EndpointSuffix", "core.windows.net"));
    String usual =
        parts.getOrDefault("BlobEndpoint", "https://" + name + ".blob." + suffix.strip());
    URI endpoint = account.address("endpoint", usual);
    AzureSignature signature = new AzureSignature(name, decoded(key), sas.replaceFirst("^\\?", ""));
    SignedIn calls = key.isEmpty() && sas.isEmpty() ? signedIn(account) : unsigned(account);
    return new AzureBlobDrive(
        new AzureCalls(account.rest(), calls, endpoint, signature, account.clock()));
  }

  /** Calls carry a signature of their own. */
  private static SignedIn unsigned(DriveAccount account) {
    return new SignedIn(account.rest(), null, OAuth.REFUSED, reply -> false);
  }

  /** Signs in by OAuth where there are tokens; else calls are those of the public. */
  private static SignedIn signedIn(DriveAccount account) {
    if (account.value("access_token").isEmpty() && account.value("refresh_token").isEmpty()) {
      return unsigned(account);
    }
    Rest rest = account.rest();
    String cloud = account.value("cloud_environment", "global").strip();
    String login = LOGINS.get(cloud);
    if (login == null) {
      throw DatasourceException.permanent(
          "There is no cloud_environment '%s'. Use one of %s".formatted(cloud, LOGINS.keySet()),
          null);
    }
    String tenant = UrlText.encode(account.value("tenant_id", "organizations").strip());
    URI tokens =
        account.address("token_endpoint", "https://" + login + "/" + tenant + "/oauth2/v2.0/token");
    OAuthTokens.Texts texts = new OAuthTokens.Texts(OAuth.MISSING, OAuth.REFUSED);
    return new SignedIn(
        rest,
        new OAuthTokens(account, rest, tokens, Map.of("scope", SCOPE), texts),
        OAuth.REFUSED,
        reply -> false);
  }

  private static byte[] decoded(String key) {
    try {
      return Base64.getDecoder().decode(key);
    } catch (IllegalArgumentException e) {
      throw DatasourceException.permanent(
          "The account_key is not one: it is Base64 text. Copy it anew", null);
    }
  }

  private static Map<String, String> connectionString(String text) {
    Map<String, String> parts = new HashMap<>();
    for (String part : Splitter.on(';').trimResults().omitEmptyStrings().split(text)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parts.put(part.substring(0, equals), part.substring(equals + 1));
      }
    }
    return parts;
  }
}
