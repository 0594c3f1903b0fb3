package io.millrace.server.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** An archive that is made while it is read: neither it nor a file of it is ever held whole. */
final class Zipped extends InputStream {
  private static final int STEP = 32 << 10;

  /** A file to put into the archive. */
  record Member(String name, Opening bytes) {}

  /** Opens a file. */
  @FunctionalInterface
  interface Opening {
    InputStream open() throws IOException;
  }

  private final Iterator<Member> members;
  private final ByteArrayOutputStream made = new ByteArrayOutputStream();
  private final ZipOutputStream zip = new ZipOutputStream(made);
  private final Set<String> names = new HashSet<>();
  private final byte[] step = new byte[STEP];
  private @Nullable InputStream current;
  private byte[] ready = new byte[0];
  private int taken;
  private boolean finished;

  Zipped(List<Member> members) {
    this.members = List.copyOf(members).iterator();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    while (taken == ready.length && !finished) {
      advance();
      ready = made.toByteArray();
      made.reset();
      taken = 0;
    }
    int count = Math.min(length, ready.length - taken);
    if (count == 0 && length > 0) {
      return -1;
    }
    System.arraycopy(ready, taken, into, from, count);
    taken += count;
    return count;
  }

  private void advance() throws IOException {
    InputStream file = current;
    if (file != null) {
      int count = file.read(step);
      if (count >= 0) {
        zip.write(step, 0, count);
        return;
      }
      file.close();
      current = null;
      zip.closeEntry();
    } else if (members.hasNext()) {
      Member next = members.next();
      zip.putNextEntry(new ZipEntry(unused(next.name())));
      current = next.bytes().open();
    } else {
      zip.close();
      finished = true;
    }
  }

  /** A name that is no path, and that no other member has. */
  private String unused(String wanted) {
    String plain = wanted.replaceAll("[\\\\/\\p{Cntrl}]", "_");
    plain = plain.isBlank() || plain.matches("\\.+") ? "file" : plain;
    int dot = plain.lastIndexOf('.');
    String stem = dot <= 0 ? plain : plain.substring(0, dot);
    String extension = dot <= 0 ? "" : plain.substring(dot);
    String name = plain;
    for (int i = 1; !names.add(name.toLowerCase(Locale.ROOT)); i++) {
      name = "%s (%d)%s".formatted(stem, i, extension);
    }
    return name;
  }

  @Override
  public void close() throws IOException {
    if (current != null) {
      current.close();
    }
    finished = true;
  }
}
