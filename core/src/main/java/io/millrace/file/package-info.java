/**
 * Files by reference: {@link io.millrace.file.FileRef} names the bytes, a {@link
 * io.millrace.file.FileStore} keeps them; nothing here holds a whole file in memory.
 */
@NullMarked
package io.millrace.file;

import org.jspecify.annotations.NullMarked;
