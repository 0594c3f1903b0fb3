package io.millrace.datasource.local;

import java.nio.file.Path;

/**
 * What a walk found.
 *
 * @param path where it is; with no link in it, unless it is a link that cannot be followed
 * @param name its path below the folder that was walked, with {@code /}
 */
record Found(Path path, String name) {}
