package io.millrace.datasource.drive.microsoft;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.datasource.drive.ChangeSignals;
import io.millrace.datasource.drive.Checksum;
import io.millrace.datasource.drive.DriveEntry;
import io.millrace.datasource.drive.HttpContent;
import io.millrace.datasource.drive.Location;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Drive items of Microsoft Graph. */
final class GraphItems {
  static final String SELECT =
      "$select=id,name,size,file,folder,package,remoteItem,deleted,malware,eTag,cTag,"
          + "lastModifiedDateTime,parentReference";

  private GraphItems() {}

  /**
   * Returns an item; of one that is somewhere else, what it leads to.
   *
   * @param idOf makes our id of an item's own
   */
  static DriveEntry entry(JsonNode item, UnaryOperator<String> idOf) {
    String name = item.path("name").asText("");
    JsonNode remote = item.path("remoteItem");
    if (remote.isObject()) {
      String drive = remote.path("parentReference").path("driveId").asText("");
      String id = "drives/" + drive + "/items/" + remote.path("id").asText("");
      return described(remote, new Location(null, id), name);
    }
    return described(item, new Location(null, idOf.apply(item.path("id").asText(""))), name);
  }

  private static DriveEntry described(JsonNode item, Location place, String name) {
    String shown = name.isEmpty() ? item.path("name").asText("") : name;
    if (item.has("folder")) {
      return DriveEntry.folder(place, shown).withSignals(signals(item));
    }
    DriveEntry file =
        DriveEntry.file(place, shown, item.path("size").asLong(-1))
            .withMimeType(item.path("file").path("mimeType").textValue())
            .withSignals(signals(item));
    if (item.has("package")) {
      return file.withProblem(
          "'%s' is a %s notebook or package, which has no content to download"
              .formatted(shown, item.path("package").path("type").asText("")));
    } else if (item.has("malware")) {
      return file.withProblem("'%s' is not read: the service found malware in it".formatted(shown));
    }
    return file;
  }

  /** The cTag is another one when the content is; the eTag also when only the name is. */
  static ChangeSignals signals(JsonNode item) {
    JsonNode hashes = item.path("file").path("hashes");
    Checksum sha256 = Checksum.ofHex(Checksum.Kind.SHA256, hashes.path("sha256Hash").textValue());
    Checksum sha1 = Checksum.ofHex(Checksum.Kind.SHA1, hashes.path("sha1Hash").textValue());
    Checksum xor =
        Checksum.ofBase64(Checksum.Kind.QUICK_XOR, hashes.path("quickXorHash").textValue());
    return new ChangeSignals(
        item.path("eTag").textValue(),
        item.path("cTag").textValue(),
        HttpContent.isoDate(item.path("lastModifiedDateTime").textValue()),
        first(xor, sha256, sha1));
  }

  private static @Nullable Checksum first(@Nullable Checksum... some) {
    for (Checksum one : some) {
      if (one != null) {
        return one;
      }
    }
    return null;
  }
}
