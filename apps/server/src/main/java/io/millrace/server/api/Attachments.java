package io.millrace.server.api;

import com.google.common.collect.ImmutableList;
import io.millrace.file.FileRef;
import io.millrace.file.FileStore;
import io.millrace.knowledge.Attachment;
import io.millrace.knowledge.Segment;
import io.millrace.server.http.ApiException;
import io.millrace.server.http.Call;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files of segments: named by the ids of uploads, shown with links, also those in their texts. */
public final class Attachments {
  private static final int MOST = 100;

  /** What stored images look like in a text, as the engine itself finds them. */
  private static final Pattern STORED =
      Pattern.compile(
          "(?<=\\]\\()[^()\\s]{0,200}?/files/"
              + "(?:tools/([\\w-]{1,64})\\.\\w{1,10}|([\\w-]{1,64})/(?:image|file)-preview)"
              + "[^()\\s]{0,1000}(?=\\))");

  private final FileStore files;
  private final FileLinks links;

  /** Makes what finds and shows them. */
  public Attachments(FileStore files, FileLinks links) {
    this.files = files;
    this.links = links;
  }

  /**
   * Returns the uploads with these ids.
   *
   * @throws ApiException 400 {@code invalid_param} naming one that is not there
   */
  ImmutableList<Attachment> of(List<String> ids) {
    if (ids.size() > MOST) {
      throw ApiException.invalidParam("attachment_ids can name %d files at most".formatted(MOST));
    }
    return ids.stream().distinct().map(this::upload).collect(ImmutableList.toImmutableList());
  }

  private Attachment upload(String id) {
    FileRef file =
        files
            .find(id)
            .orElseThrow(
                () ->
                    ApiException.invalidParam(
                        "attachment_ids: there is no upload %s. Upload it with POST".formatted(id)
                            + " datasets/pipeline/file-upload first."));
    String name = file.filename() == null ? "" : file.filename();
    return new Attachment(
        id,
        name,
        file.size(),
        Uploads.extension(name),
        file.mimeType() == null ? "" : file.mimeType(),
        null);
  }

  /** Returns a text in which links to stored files are links that lead there. */
  String signed(Call call, String text) {
    if (!text.contains("/files/")) {
      return text;
    }
    return STORED
        .matcher(text)
        .replaceAll(
            found -> {
              String id = found.group(1) == null ? found.group(2) : found.group(1);
              return Matcher.quoteReplacement(
                  files.find(id).isPresent() ? links.to(call, id) : found.group());
            });
  }

  List<AttachmentView> show(Call call, Segment segment) {
    return segment.attachments().stream()
        .map(
            file ->
                new AttachmentView(
                    file.id(),
                    file.name(),
                    Math.max(0, file.size()),
                    file.extension(),
                    file.mimeType(),
                    file.url() == null ? links.to(call, file.id()) : file.url()))
        .toList();
  }
}
