/** Dropbox. */
@NullMarked
package io.millrace.datasource.drive.dropbox;

import org.jspecify.annotations.NullMarked;
