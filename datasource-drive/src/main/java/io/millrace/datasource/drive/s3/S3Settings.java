package io.millrace.datasource.drive.s3;

import com.google.common.net.InetAddresses;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.drive.UrlText;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a store is reached and signed in to.
 *
 * @param endpoint without a bucket and without a slash at its end
 * @param region as signatures name it
 * @param pathStyle whether a bucket is the first part of the path, not of the host
 * @param keys or {@code null} to sign nothing
 * @param requesterPays whether whoever reads agrees to pay
 */
record S3Settings(
    URI endpoint, String region, boolean pathStyle, @Nullable Keys keys, boolean requesterPays) {
  private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,254}");

  /** A pair of keys, and the token of a session. Never shown. */
  record Keys(String id, String secret, @Nullable String sessionToken) {
    @Override
    public String toString() {
      return "Keys[…]";
    }
  }

  /**
   * Returns the address of a bucket or of an object in it.
   *
   * @param bucket or {@code null} for the store itself
   * @throws DatasourceException if the bucket's name cannot be one, or the key cannot be asked for
   */
  URI uri(@Nullable String bucket, String key, String query) {
    String host = endpoint.getRawAuthority();
    String path = endpoint.getRawPath();
    if (bucket != null) {
      if (!BUCKET.matcher(bucket).matches()) {
        throw DatasourceException.permanent(
            "'%s' cannot be the name of a bucket: letters, digits, dots and hyphens make one"
                .formatted(bucket),
            null);
      }
      if (UrlText.hasDots(key)) {
        throw DatasourceException.permanent(
            "Object '%s' cannot be asked for: a part of its key is '.' or '..'. Copy it to another key"
                .formatted(key),
            null);
      }
      if (pathStyle || bucket.indexOf('.') >= 0 || isAddress()) {
        path += "/" + bucket;
      } else {
        host = bucket + "." + host;
      }
    }
    path += "/" + UrlText.path(key);
    return URI.create(
        endpoint.getScheme() + "://" + host + path + (query.isEmpty() ? "" : "?" + query));
  }

  private boolean isAddress() {
    return InetAddresses.isUriInetAddress(endpoint.getHost())
        || endpoint.getHost().equals("localhost");
  }
}
