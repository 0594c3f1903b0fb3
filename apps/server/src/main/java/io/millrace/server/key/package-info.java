/** Bearer keys: made, kept hashed, compared in constant time, counted while they are in use. */
@NullMarked
package io.millrace.server.key;

import org.jspecify.annotations.NullMarked;
