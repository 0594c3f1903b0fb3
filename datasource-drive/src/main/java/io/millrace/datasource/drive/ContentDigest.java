package io.millrace.datasource.drive;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32;

/** Computes a {@link Checksum} of bytes as they come. */
interface ContentDigest {

  void update(byte[] bytes, int offset, int length);

  /** Returns the value in lower-case hex; ends the digest. */
  String hex();

  static ContentDigest of(Checksum.Kind kind) {
    return switch (kind) {
      case MD5 -> new OfJdk("MD5");
      case SHA1 -> new OfJdk("SHA-1");
      case SHA256 -> new OfJdk("SHA-256");
      case CRC32 -> new Crc();
      case CRC32C -> new Crc32c();
      case CRC64NVME -> new Crc64();
      case DROPBOX -> new BlockDigest();
      case QUICK_XOR -> new QuickXor();
    };
  }

  /** One of the JDK's. */
  final class OfJdk implements ContentDigest {
    private final MessageDigest digest;

    OfJdk(String algorithm) {
      try {
        this.digest = MessageDigest.getInstance(algorithm);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("Every JDK has " + algorithm, e);
      }
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
      digest.update(bytes, offset, length);
    }

    @Override
    public String hex() {
      return BaseEncoding.base16().lowerCase().encode(digest.digest());
    }
  }

  /** CRC-32 as zip files have it, big-endian. */
  final class Crc implements ContentDigest {
    private final CRC32 crc = new CRC32();

    @Override
    public void update(byte[] bytes, int offset, int length) {
      crc.update(bytes, offset, length);
    }

    @Override
    public String hex() {
      return String.format("%08x", crc.getValue());
    }
  }

  /** CRC-32C, big-endian. */
  final class Crc32c implements ContentDigest {
    private final Hasher hasher = Hashing.crc32c().newHasher();

    @Override
    public void update(byte[] bytes, int offset, int length) {
      hasher.putBytes(bytes, offset, length);
    }

    @Override
    public String hex() {
      return String.format("%08x", hasher.hash().asInt());
    }
  }

  /** SHA-256 over the SHA-256 of each block of 4 MiB. */
  final class BlockDigest implements ContentDigest {
    private static final int BLOCK = 4 << 20;
    private final Hasher all = Hashing.sha256().newHasher();
    private Hasher block = Hashing.sha256().newHasher();
    private int inBlock;

    @Override
    public void update(byte[] bytes, int offset, int length) {
      int at = offset;
      int left = length;
      while (left > 0) {
        int n = Math.min(left, BLOCK - inBlock);
        block.putBytes(bytes, at, n);
        inBlock += n;
        at += n;
        left -= n;
        if (inBlock == BLOCK) {
          endBlock();
        }
      }
    }

    private void endBlock() {
      all.putBytes(block.hash().asBytes());
      block = Hashing.sha256().newHasher();
      inBlock = 0;
    }

    @Override
    public String hex() {
      if (inBlock > 0) {
        endBlock();
      }
      return all.hash().toString();
    }
  }
}
