package io.millrace.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client of the API, as small as can be. */
final class Http {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI base;
  private final @Nullable String key;
  private final @Nullable Described described;

  Http(URI base, @Nullable String key) {
    this(base, key, null);
  }

  private Http(URI base, @Nullable String key, @Nullable Described described) {
    this.base = base;
    this.key = key;
    this.described = described;
  }

  Http withKey(@Nullable String other) {
    return new Http(base, other, described);
  }

  /** Holds every further answer to the server's own description. */
  Http asDescribed() {
    return new Http(base, key, new Described(get("/v1/openapi.json").is(200).json()));
  }

  /** An answer that has arrived. */
  record Reply(int status, String body, HttpResponse<String> response) {
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(body, e);
      }
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** Asserts the envelope of an error. */
    void isError(int wantedStatus, String code, String message) {
      assertThat(body).as(body).isNotEmpty();
      assertThat(json().path("message").asText()).as(body).isEqualTo(message);
      isError(wantedStatus, code);
    }

    void isError(int wantedStatus, String code) {
      assertThat(status).as(body).isEqualTo(wantedStatus);
      assertThat(json().path("code").asText()).as(body).isEqualTo(code);
      assertThat(json().path("status").asInt()).as(body).isEqualTo(wantedStatus);
      assertThat(header("Content-Type")).isEqualTo("application/json");
      assertThat(body).doesNotContain("Exception").doesNotContain("\tat ").doesNotContain("/tmp/");
    }

    Reply is(int wanted) {
      assertThat(status).as(body).isEqualTo(wanted);
      return this;
    }

    /** Returns the events of a stream. */
    List<JsonNode> events() {
      List<JsonNode> events = new ArrayList<>();
      for (String frame : body.split("\n\n")) {
        for (String line : frame.split("\n")) {
          if (line.startsWith("data: ")) {
            try {
              events.add(JSON.readTree(line.substring(6)));
            } catch (IOException e) {
              throw new UncheckedIOException(line, e);
            }
          }
        }
      }
      return events;
    }
  }

  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofMinutes(2));
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    return request;
  }

  Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
      Reply reply = new Reply(response.statusCode(), response.body(), response);
      if (described != null && reply.status() < 300) {
        described.check(
            response.request().method(),
            response.request().uri().toString().substring(base.toString().length()),
            reply.status(),
            reply.header("Content-Type"),
            reply.header("Content-Type").equals("application/json")
                ? reply.json()
                : JSON.getNodeFactory().nullNode());
      }
      return reply;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HttpClient client() {
    return client;
  }

  Reply get(String path) {
    return send(request(path).GET());
  }

  Reply delete(String path) {
    return send(request(path).DELETE());
  }

  Reply post(String path, String json) {
    return method("POST", path, json);
  }

  Reply patch(String path, String json) {
    return method("PATCH", path, json);
  }

  Reply method(String method, String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(json)));
  }

  /** One part of a form; a part without file name is a field. */
  @SuppressWarnings("ArrayRecordComponent") // written once and never compared
  record Part(String name, @Nullable String fileName, @Nullable String type, byte[] content) {
    static Part file(String fileName, String type, String text) {
      return new Part("file", fileName, type, text.getBytes(UTF_8));
    }

    static Part field(String name, String text) {
      return new Part(name, null, null, text.getBytes(UTF_8));
    }
  }

  Reply form(String path, Part... parts) {
    return form("POST", path, parts);
  }

  Reply form(String method, String path, Part... parts) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Part part : parts) {
      String head = "--boundary\r\nContent-Disposition: form-data; name=\"" + part.name() + "\"";
      if (part.fileName() != null) {
        head += "; filename=\"" + part.fileName() + "\"";
      }
      if (part.type() != null) {
        head += "\r\nContent-Type: " + part.type();
      }
      body.writeBytes((head + "\r\n\r\n").getBytes(UTF_8));
      body.writeBytes(part.content());
      body.writeBytes("\r\n".getBytes(UTF_8));
    }
    body.writeBytes("--boundary--\r\n".getBytes(UTF_8));
    return send(
        request(path)
            .header("Content-Type", "multipart/form-data; boundary=boundary")
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
  }

  /** Uploads a text file and returns its reference. */
  String upload(String name, String text) {
    return form("/v1/datasets/pipeline/file-upload", Part.file(name, "text/markdown", text))
        .is(201)
        .json()
        .path("id")
        .asText();
  }
}
