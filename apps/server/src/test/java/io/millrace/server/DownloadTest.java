package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.server.Http.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class DownloadTest extends ServerTest {
  private String stored(String name, String text) {
    String file = http.upload(name, text);
    return http.post(at("/pipeline/run"), run(file, true, "blocking"))
        .is(200)
        .json()
        .at("/data/outputs/document_id")
        .asText();
  }

  private String link(String document) {
    String url =
        http.get(at("/documents/" + document + "/download")).is(200).json().path("url").asText();
    assertThat(url).startsWith(server.uri() + "/v1/files/");
    return URI.create(url).getRawPath() + "?" + URI.create(url).getRawQuery();
  }

  @Test
  void aLinkLeadsToTheFileWithoutAKey() {
    Http.Reply file = http.withKey(null).get(link(stored("räport.md", "The wheel turns"))).is(200);

    assertThat(file.body()).isEqualTo("The wheel turns");
    assertThat(file.header("Content-Type")).isEqualTo("text/markdown");
    assertThat(file.header("Content-Length")).isEqualTo("15");
    assertThat(file.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"r_port.md\"; filename*=UTF-8''r%C3%A4port.md");
  }

  @Test
  void aLinkThatWasChangedIsRefused() {
    String link = link(stored("a.md", "one"));
    String other = http.upload("b.md", "two");

    http.withKey(null)
        .get(link.replaceAll("files/[^/]*", "files/" + other))
        .isError(403, "forbidden");
    http.withKey(null)
        .get(link.replaceAll("expires=\\d+", "expires=99999999999"))
        .isError(403, "forbidden");
    http.withKey(null).get(link.replaceAll("\\?.*", "")).isError(403, "forbidden");
  }

  @Test
  void aDocumentWithoutAFileHasNoLink() throws IOException {
    String document = stored("a.md", "one");
    String file =
        http.get(at("/documents/" + document)).json().at("/data_source_info/reference").asText();
    assertThat(engine.files().delete(file)).isTrue();

    http.get(at("/documents/" + document + "/download"))
        .isError(404, "not_found", "Uploaded file not found.");
    zip(document)
        .isError(404, "not_found", "Only uploaded-file documents can be downloaded as ZIP.");
    http.get(at("/documents/none/download")).isError(404, "not_found", "Document not found.");
  }

  private Http.Reply zip(String... documents) {
    return http.post(
        at("/documents/download-zip"),
        "{\"document_ids\":[\"" + String.join("\",\"", documents) + "\"]}");
  }

  @Test
  void severalFilesComeAsAnArchiveEachUnderANameOfItsOwn() throws Exception {
    String one = stored("a.md", "first");
    String two = stored("A.md", "second");
    String three = stored("b.md", "x".repeat(200_000));

    byte[] archive =
        http.client()
            .send(
                http.request(at("/documents/download-zip"))
                    .header("Content-Type", "application/json")
                    .POST(
                        java.net.http.HttpRequest.BodyPublishers.ofString(
                            "{\"document_ids\":[\"%s\",\"%s\",\"%s\"]}".formatted(one, two, three)))
                    .build(),
                BodyHandlers.ofByteArray())
            .body();

    Map<String, String> files = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    assertThat(files)
        .containsOnlyKeys("a.md", "A (1).md", "b.md")
        .containsEntry("a.md", "first")
        .containsEntry("A (1).md", "second")
        .containsEntry("b.md", "x".repeat(200_000));
  }

  @Test
  void anArchiveOfNothingOrOfTooMuchIsRefused() {
    http.post(at("/documents/download-zip"), "{\"document_ids\":[]}").isError(400, "invalid_param");
    http.post(at("/documents/download-zip"), "{}")
        .isError(400, "invalid_param", "document_ids is required");
    String[] many = new String[101];
    java.util.Arrays.setAll(many, Integer::toString);
    zip(many).isError(400, "invalid_param");
    zip("none").isError(404, "not_found", "Document not found.");
  }

  @Test
  void filesOfSegmentsAreNamedByTheirUploadsAndShownWithLinks() {
    String document = stored("a.md", "The wheel turns");
    String image =
        http.form(
                "/v1/datasets/pipeline/file-upload", Part.file("wheel.png", "image/png", "pixels"))
            .json()
            .path("id")
            .asText();
    String segments = at("/documents/" + document + "/segments");

    var segment =
        http.post(
                segments,
                "{\"segments\":[{\"content\":\"An otter swims\",\"attachment_ids\":[\"%s\"]}]}"
                    .formatted(image))
            .is(200)
            .json()
            .at("/data/0");

    assertThat(segment.at("/attachments/0/id").asText()).isEqualTo(image);
    assertThat(segment.at("/attachments/0/name").asText()).isEqualTo("wheel.png");
    assertThat(segment.at("/attachments/0/size").asInt()).isEqualTo(6);
    assertThat(segment.at("/attachments/0/extension").asText()).isEqualTo("png");
    assertThat(segment.at("/attachments/0/mime_type").asText()).isEqualTo("image/png");
    URI source = URI.create(segment.at("/attachments/0/source_url").asText());
    assertThat(http.get(source.getRawPath() + "?" + source.getRawQuery()).is(200).body())
        .isEqualTo("pixels");
    String one = segments + "/" + segment.path("id").asText();
    assertThat(
            http.post(one, "{\"segment\":{\"content\":\"A heron waits\"}}")
                .json()
                .at("/data/attachments"))
        .hasSize(1);
    assertThat(
            http.post(at("/retrieve"), "{\"query\":\"heron\"}")
                .json()
                .at("/records/0/files/0/id")
                .asText())
        .isEqualTo(image);
    assertThat(
            http.post(one, "{\"segment\":{\"attachment_ids\":[]}}").json().at("/data/attachments"))
        .isEmpty();
    http.post(one, "{\"segment\":{\"attachment_ids\":[\"none\"]}}").isError(400, "invalid_param");
  }

  @Test
  void imagesInTextsAreShownWithLinks() {
    String document = stored("a.md", "The wheel turns");
    String image =
        http.form(
                "/v1/datasets/pipeline/file-upload", Part.file("wheel.png", "image/png", "pixels"))
            .json()
            .path("id")
            .asText();
    String content =
        "See ![wheel](/files/%s/file-preview) and ![gone](/files/none/image-preview)"
            .formatted(image);

    var segment =
        http.post(
                at("/documents/" + document + "/segments"),
                "{\"segments\":[{\"content\":\"" + content + "\"}]}")
            .is(200)
            .json()
            .at("/data/0");

    assertThat(segment.path("content").asText()).isEqualTo(content);
    assertThat(segment.path("sign_content").asText())
        .startsWith("See ![wheel](" + server.uri() + "/v1/files/" + image)
        .endsWith(" and ![gone](/files/none/image-preview)");
    assertThat(segment.at("/attachments/0/id").asText()).isEqualTo(image);
  }
}
