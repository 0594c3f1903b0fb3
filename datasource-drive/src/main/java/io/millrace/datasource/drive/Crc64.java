package io.millrace.datasource.drive;

/** CRC-64/NVME, big-endian, eight bytes at a time. */
final class Crc64 implements ContentDigest {
  /** The polynomial, its bits in reverse. */
  private static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;

  /** By how many bytes follow, what a byte does to the value. */
  private static final long[][] TABLES = tables();

  private long crc = -1;

  private static long[][] tables() {
    long[][] tables = new long[8][256];
    for (int b = 0; b < 256; b++) {
      long value = b;
      for (int bit = 0; bit < 8; bit++) {
        value = (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ POLYNOMIAL;
      }
      tables[0][b] = value;
    }
    for (int following = 1; following < 8; following++) {
      for (int b = 0; b < 256; b++) {
        long value = tables[following - 1][b];
        tables[following][b] = (value >>> 8) ^ tables[0][(int) value & 0xff];
      }
    }
    return tables;
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    long value = crc;
    int at = offset;
    int end = offset + length;
    for (; at + 8 <= end; at += 8) {
      long next = 0;
      for (int i = 0; i < 8; i++) {
        next ^= TABLES[7 - i][(int) ((value >>> (8 * i)) ^ bytes[at + i]) & 0xff];
      }
      value = next;
    }
    for (; at < end; at++) {
      value = (value >>> 8) ^ TABLES[0][(int) (value ^ bytes[at]) & 0xff];
    }
    crc = value;
  }

  @Override
  public String hex() {
    return String.format("%016x", ~crc);
  }
}
