package io.millrace.datasource.drive.s3;

import io.millrace.datasource.drive.Rest;
import io.millrace.datasource.drive.Xml;
import io.millrace.http.HttpReply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The error document of an answer; where there is none, what its status says.
 *
 * @param region the right one, when the store names it; else empty
 */
record S3Error(String code, String message, String region) {

  static S3Error read(HttpReply reply) {
    Map<String, String> found = new HashMap<>();
    try {
      byte[] xml = Rest.errorText(reply).getBytes(StandardCharsets.UTF_8);
      Xml.read(new ByteArrayInputStream(xml), found::putIfAbsent);
    } catch (IOException noDocument) {
      // the status has to do
    }
    String code = found.getOrDefault("Code", "");
    return new S3Error(
        code.isEmpty() ? ofStatus(reply.status()) : code,
        found.getOrDefault("Message", ""),
        found.getOrDefault("Region", ""));
  }

  private static String ofStatus(int status) {
    return switch (status) {
      case 301, 307 -> "MovedPermanently";
      case 403 -> "Forbidden";
      case 404 -> "NotFound";
      default -> "";
    };
  }
}
