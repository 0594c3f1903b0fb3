package io.millrace.testkit.objectstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.xml.XmlEscapers;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The documents that say what a store and its buckets hold. */
final class Listings {
  static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  private static final String NAMESPACE = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";

  private Listings() {}

  static String escaped(String text) {
    return XmlEscapers.xmlContentEscaper().escape(text);
  }

  static String buckets(Set<String> names) {
    StringBuilder xml = new StringBuilder(HEAD);
    xml.append("<ListAllMyBucketsResult").append(NAMESPACE).append("><Buckets>");
    for (String name : names) {
      xml.append("<Bucket><Name>").append(escaped(name)).append("</Name>");
      xml.append("<CreationDate>2026-03-01T10:00:00.000Z</CreationDate></Bucket>");
    }
    return xml.append("</Buckets></ListAllMyBucketsResult>").toString();
  }

  /** Returns one page; what follows is asked for with the last entry, as a token. */
  static String objects(
      String bucket,
      NavigableMap<String, StoredObject> objects,
      Map<String, String> query,
      int mostEntries) {
    String prefix = query.getOrDefault("prefix", "");
    String delimiter = query.getOrDefault("delimiter", "");
    int most = Math.min(mostEntries, wanted(query));
    String token = query.get("continuation-token");
    String after = token == null ? query.getOrDefault("start-after", "") : key(token);

    Map<String, @Nullable StoredObject> entries = new LinkedHashMap<>();
    String last = after;
    boolean more = false;
    for (Map.Entry<String, StoredObject> object : objects.tailMap(prefix, true).entrySet()) {
      String key = object.getKey();
      if (!key.startsWith(prefix)) {
        break;
      }
      int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
      String entry = end < 0 ? key : key.substring(0, end + delimiter.length());
      if (entry.compareTo(after) <= 0 || entries.containsKey(entry)) {
        continue;
      }
      if (entries.size() == most) {
        more = true;
        break;
      }
      entries.put(entry, end < 0 ? object.getValue() : null);
      last = entry;
    }
    return page(bucket, prefix, delimiter, most, entries, more ? last : null, query);
  }

  private static int wanted(Map<String, String> query) {
    try {
      return Integer.parseInt(query.getOrDefault("max-keys", "1000"));
    } catch (NumberFormatException e) {
      throw new S3Error(400, "InvalidArgument", "max-keys is not a number");
    }
  }

  private static String key(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), UTF_8);
    } catch (IllegalArgumentException e) {
      throw new S3Error(400, "InvalidArgument", "The continuation token provided is incorrect");
    }
  }

  private static String page(
      String bucket,
      String prefix,
      String delimiter,
      int most,
      Map<String, @Nullable StoredObject> entries,
      @Nullable String last,
      Map<String, String> query) {
    boolean encoded = "url".equals(query.get("encoding-type"));
    StringBuilder xml = new StringBuilder(HEAD);
    xml.append("<ListBucketResult").append(NAMESPACE).append('>');
    element(xml, "Name", bucket);
    element(xml, "Prefix", name(prefix, encoded));
    element(xml, "Delimiter", name(delimiter, encoded));
    element(xml, "MaxKeys", String.valueOf(most));
    element(xml, "KeyCount", String.valueOf(entries.size()));
    if (encoded) {
      element(xml, "EncodingType", "url");
    }
    element(xml, "IsTruncated", String.valueOf(last != null));
    if (last != null) {
      String token = Base64.getUrlEncoder().encodeToString(last.getBytes(UTF_8));
      element(xml, "NextContinuationToken", token);
    }
    entries.forEach(
        (entry, object) -> {
          if (object == null) {
            xml.append("<CommonPrefixes>");
            element(xml, "Prefix", name(entry, encoded));
            xml.append("</CommonPrefixes>");
            return;
          }
          xml.append("<Contents>");
          element(xml, "Key", name(entry, encoded));
          element(xml, "LastModified", object.isoDate());
          element(xml, "ETag", object.etag());
          element(xml, "Size", String.valueOf(object.content().length));
          element(xml, "StorageClass", "STANDARD");
          xml.append("</Contents>");
        });
    return xml.append("</ListBucketResult>").toString();
  }

  private static String name(String name, boolean encoded) {
    return encoded ? URLEncoder.encode(name, UTF_8).replace("%2F", "/") : name;
  }

  private static void element(StringBuilder xml, String name, String text) {
    xml.append('<').append(name).append('>').append(escaped(text));
    xml.append("</").append(name).append('>');
  }
}
