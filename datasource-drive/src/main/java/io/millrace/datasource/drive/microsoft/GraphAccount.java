package io.millrace.datasource.drive.microsoft;

import io.millrace.datasource.CredentialField;
import io.millrace.datasource.drive.DriveAccount;
import io.millrace.datasource.drive.OAuth;
import io.millrace.datasource.drive.OAuthTokens;
import io.millrace.datasource.drive.Rest;
import io.millrace.datasource.drive.SignedIn;
import io.millrace.datasource.drive.UrlText;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** How an account of Microsoft's is signed in. */
final class GraphAccount {
  private GraphAccount() {}

  static List<CredentialField> fields() {
    return OAuth.fields(
        new CredentialField("tenant_id", false, false, "Tenant; organizations by default"));
  }

  static GraphCalls open(DriveAccount account, String scope, String missing, String refused) {
    Rest rest = account.rest();
    String tenant = UrlText.encode(account.value("tenant_id", "organizations").strip());
    URI tokens =
        account.address(
            "token_endpoint", "https://login.microsoftonline.com/" + tenant + "/oauth2/v2.0/token");
    OAuthTokens oauth =
        new OAuthTokens(
            account, rest, tokens, Map.of("scope", scope), new OAuthTokens.Texts(missing, refused));
    SignedIn calls = new SignedIn(rest, oauth, refused, reply -> false);
    URI base = account.address("endpoint", "https://graph.microsoft.com/v1.0");
    return new GraphCalls(account.service(), calls, rest, base);
  }
}
