package io.millrace.datasource.notion;

import io.millrace.datasource.CredentialField;
import io.millrace.datasource.Datasource;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.DatasourceType;
import java.util.List;
import java.util.Set;

/**
 * Offers Notion's pages and databases as {@code online_document} (spec/05 §5).
 *
 * <p>A page is Markdown with everything a reader sees; a database is a Markdown table of all its
 * rows, or a document for each row. Ids may have dashes or none, and may be whole addresses.
 *
 * <p>The credential's fields are those of {@link #credentialFields}. What a field says about how to
 * read, such as {@code rows}, may also be said for all credentials, by a setting of the engine
 * whose name begins with {@code notion.}; the field wins. An entry of {@code datasource_info_list}
 * may say {@code "rows": "documents"} or {@code "rows": "table"} for itself.
 *
 * @since 0.1
 */
public final class NotionDatasourceProvider implements DatasourceProvider {
  static final String ID = "notion_datasource";
  static final String ALIAS = "notion";

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public NotionDatasourceProvider() {}

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Set<String> aliases() {
    return Set.of(ALIAS);
  }

  @Override
  public DatasourceType type() {
    return DatasourceType.ONLINE_DOCUMENT;
  }

  @Override
  public List<CredentialField> credentialFields() {
    return List.of(
        new CredentialField(
            "integration_secret",
            true,
            true,
            "The secret of an internal integration, or the access token of OAuth."),
        optional("refresh_token", true, "Gets a new access token; with the next two."),
        optional("client_id", false, "The OAuth client's id."),
        optional("client_secret", true, "The OAuth client's secret."),
        optional("expires_at", false, "When the access token ends, in Unix seconds; -1 for never."),
        optional("workspace_id", false, "The workspace that the token is for."),
        optional("workspace_name", false, "Its name."),
        optional("base_url", false, "Where the API is, for a server other than Notion's."),
        optional("version", false, "The API's version: 2025-09-03, or 2022-06-28."),
        optional("requests_per_second", false, "On average; 3, and 0 for no limit."),
        optional("rows", false, "What a database becomes: table, or documents, one a row."),
        optional("files", false, "What becomes of files: link, or extract to add their text."));
  }

  private static CredentialField optional(String name, boolean secret, String help) {
    return new CredentialField(name, secret, false, help);
  }

  @Override
  public Datasource open(DatasourceContext context) {
    return new Notion(context, Settings.of(Settings.ofHost(context.settings())));
  }
}
