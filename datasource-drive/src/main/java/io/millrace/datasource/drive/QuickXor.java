package io.millrace.datasource.drive;

import com.google.common.io.BaseEncoding;

/**
 * Microsoft's QuickXorHash: each byte is xored into 160 bits, 11 bits further on than the one
 * before; the length is xored into the last eight bytes.
 */
final class QuickXor implements ContentDigest {
  private static final int WIDTH = 160;
  private static final int SHIFT = 11;

  private final byte[] bits = new byte[WIDTH / 8 + 1];
  private int at;
  private long length;

  @Override
  public void update(byte[] bytes, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      int value = (bytes[i] & 0xff) << (at & 7);
      int index = at >> 3;
      bits[index] ^= (byte) value;
      bits[index + 1] ^= (byte) (value >> 8);
      if (index + 1 == WIDTH / 8) {
        bits[0] ^= bits[index + 1];
        bits[index + 1] = 0;
      }
      at = (at + SHIFT) % WIDTH;
    }
    length += count;
  }

  @Override
  public String hex() {
    for (int i = 0; i < 8; i++) {
      bits[WIDTH / 8 - 8 + i] ^= (byte) (length >>> (8 * i));
    }
    return BaseEncoding.base16().lowerCase().encode(bits, 0, WIDTH / 8);
  }
}
