package io.millrace.http.okhttp;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableListMultimap;
import io.millrace.http.HttpReply;
import java.io.InputStream;
import java.net.URI;
import okhttp3.Headers;
import okhttp3.Response;

/** An answer of OkHttp. */
final class OkHttpReply implements HttpReply {
  private final Response response;
  private final ImmutableListMultimap<String, String> headers;
  private final InputStream body;

  OkHttpReply(Response response, Interruption interruption) {
    this.response = response;
    this.headers = lowerCase(response.headers());
    this.body = interruption.watching(response.body().byteStream());
  }

  private static ImmutableListMultimap<String, String> lowerCase(Headers headers) {
    ImmutableListMultimap.Builder<String, String> all = ImmutableListMultimap.builder();
    for (int i = 0; i < headers.size(); i++) {
      all.put(Ascii.toLowerCase(headers.name(i)), headers.value(i));
    }
    return all.build();
  }

  @Override
  public int status() {
    return response.code();
  }

  @Override
  public URI uri() {
    return response.request().url().uri();
  }

  @Override
  public ImmutableListMultimap<String, String> headers() {
    return headers;
  }

  @Override
  public String protocol() {
    return response.protocol().toString();
  }

  @Override
  public long contentLength() {
    return response.body().contentLength();
  }

  @Override
  public InputStream body() {
    return body;
  }

  @Override
  public void close() {
    response.close();
  }
}
